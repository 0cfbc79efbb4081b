package winnow.sender.cut;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import winnow.protocol.ExitCode;
import winnow.protocol.frame.Frame;
import winnow.protocol.frame.Manifest;
import winnow.protocol.frame.Reject;
import winnow.protocol.frame.RejectCode;
import winnow.protocol.frame.RowsFrame;
import winnow.protocol.job.CsvFormat;
import winnow.protocol.job.CutRule;
import winnow.sender.source.RowSource;

/**
 * Cuts the input into chunks, a pure function of its bytes and the rule. One thread.
 *
 * <p>A chunk's bytes run from the first byte of its first row to the end of its last row; blank lines between its rows
 * are in it, those between two chunks are in none. It ends with its file, at the rule's number of rows, before the row
 * or the blank line that would take its bytes above the rule's, and with the reject of an oversized row.
 */
public final class Cutter {
    private static final byte[] NOTHING = {};

    private final CsvFormat format;
    private final CutRule rule;
    private final RowReader reader;

    private boolean inFile;
    private boolean ended;

    private long chunks;
    private int parent = Frame.NO_PARENT;
    private long rows;
    private long rejected;

    private int chunkRows;
    private long chunkLine;
    /** Offsets in the input of the chunk's first byte and after its last. */
    private long chunkStart;

    private long chunkEnd;

    /** @param source closed by whoever opened it */
    public Cutter(RowSource source, CsvFormat format, CutRule rule) {
        this.format = format;
        this.rule = rule;
        this.reader = new RowReader(source, format.delimiter());
    }

    /** @return null after the last chunk: then the {@link #manifest} follows */
    public @Nullable RowsFrame next() {
        while (inFile || nextFile()) {
            RowsFrame frame = take(reader.next(rule.maxRowBytes()));
            if (frame != null) {
                return frame;
            }
        }
        return null;
    }

    private boolean nextFile() {
        inFile = reader.nextFile();
        ended = !inFile;
        if (inFile && format.headerLine()) {
            passHeader();
        }
        return inFile;
    }

    private void passHeader() {
        List<String> columns = HeaderLine.read(reader, format.delimiter());
        if (columns != null && !columns.equals(format.columns())) {
            throw ExitCode.FAILED.because("the header of '" + reader.fileName() + "' is not the job's ("
                    + HeaderLine.difference(columns, format.columns())
                    + "): the file has changed; put it back or start a new job");
        }
    }

    private @Nullable RowsFrame take(RowReader.Found found) {
        return switch (found) {
            case ROW -> {
                RowsFrame full = overflows() ? cut() : null;
                add();
                yield chunkRows == rule.rows() ? cut() : full;
            }
            case BLANK -> overflows() ? cut() : null;
            case OVERSIZED -> cutWithReject();
            case END_OF_FILE -> {
                inFile = false;
                yield chunkRows > 0 ? cut() : null;
            }
        };
    }

    private boolean overflows() {
        return chunkRows > 0 && reader.end() - chunkStart > rule.bytes();
    }

    private void add() {
        if (chunkRows == 0) {
            startChunk();
            reader.hold();
        }
        chunkRows++;
        chunkEnd = reader.end();
    }

    private void startChunk() {
        chunkStart = reader.start();
        chunkEnd = chunkStart;
        chunkLine = reader.line();
    }

    private RowsFrame cut() {
        return seal(reader.copy(chunkStart, chunkEnd), 0, NOTHING);
    }

    private RowsFrame cutWithReject() {
        if (chunkRows == 0) {
            startChunk();
        }
        byte[] bytes = reader.copy(chunkStart, chunkEnd);
        byte[] raw = reader.head();
        reader.skipRest(); // from here on the window has neither
        chunkRows++;
        ByteArrayOutputStream reject = new ByteArrayOutputStream();
        reject(rows + chunkRows, raw).appendTo(reject);
        return seal(bytes, 1, reject.toByteArray());
    }

    private Reject reject(long row, byte[] raw) {
        boolean open = reader.inQuotes();
        String message = open
                ? "the quote opened on line %d is never closed: the row takes all %d bytes to the end of the file"
                        .formatted(reader.quoteLine(), reader.rowBytes())
                : "the row has %d bytes, more than the %d allowed by max-row-bytes"
                        .formatted(reader.rowBytes(), rule.maxRowBytes());
        RejectCode code = open ? RejectCode.UNTERMINATED_QUOTE : RejectCode.OVERSIZED;
        return new Reject(row, reader.line(), reader.start(), code, "", message, raw);
    }

    private RowsFrame seal(byte[] bytes, int rejectedRows, byte[] rejects) {
        RowsFrame frame = RowsFrame.seal(
                chunks, parent, rows + 1, chunkLine, chunkStart, chunkRows, rejectedRows, bytes, rejects);
        parent = frame.crc32c();
        chunks++;
        rows += chunkRows;
        rejected += rejectedRows;
        chunkRows = 0;
        reader.release();
        return frame;
    }

    /** Made once, after the last chunk. */
    public Manifest manifest() {
        if (!ended) {
            throw new IllegalStateException("the manifest comes after the last chunk");
        }
        return Manifest.seal(chunks, parent, rows, reader.blankLines(), reader.bytes(), reader.sha256());
    }

    /** Rows in the chunks so far, rejected ones included. */
    public long rows() {
        return rows;
    }

    /** Of these, those that are rejected already. */
    public long rejected() {
        return rejected;
    }
}
