package winnow.sender.cut;

import winnow.protocol.csv.RowScanner;
import winnow.sender.source.RowSource;

/**
 * The input's rows one after another, with their places, in bounded memory. A row that is too long is reported as soon
 * as that is certain. One thread.
 */
final class RowReader {
    /** What {@link #next} came upon. */
    enum Found {
        ROW,
        /** An empty line. Within quotes it would be data. */
        BLANK,
        /** A row above the limit: {@link #head} gives how it starts, then {@link #skipRest} must follow. */
        OVERSIZED,
        END_OF_FILE
    }

    /** This much of an oversized row can be had. */
    static final int HEAD_BYTES = 1024;

    private static final int LINE_END_BYTES = 2;
    private static final long NONE = -1;

    private final InputWindow window;
    private final RowScanner scanner;

    private long heldFrom = NONE;
    private long blankLines;

    /** Offsets of the current row: of its first byte, after its data, after its line end or as far as it was scanned. */
    private long start;

    private long dataEnd;
    private long end;
    private boolean ended;

    /** Lines of the input, from 1: on which the current row starts, and the next one. */
    private long line;

    private long nextLine = 1;

    RowReader(RowSource source, char delimiter) {
        this.window = new InputWindow(source);
        this.scanner = new RowScanner(delimiter);
    }

    /** Goes on to the next file, behind its byte-order mark. */
    boolean nextFile() {
        if (!window.nextFile()) {
            return false;
        }
        long first = window.end();
        while (window.end() < first + 3 && window.more(first)) {}
        byte[] mark = window.copy(first, Math.min(first + 3, window.end()));
        boolean utf8Mark =
                mark.length == 3 && mark[0] == (byte) 0xef && mark[1] == (byte) 0xbb && mark[2] == (byte) 0xbf;
        end = utf8Mark ? first + 3 : first;
        return true;
    }

    Found next(int maxRowBytes) {
        start = end;
        line = nextLine;
        ended = false;
        scanner.startRow();
        // with this many bytes it is too long even if it goes on with its line end
        long tooLong = Math.max(maxRowBytes, HEAD_BYTES) + (long) LINE_END_BYTES;
        while (!scanOn()) {
            if (end - start >= tooLong) {
                return Found.OVERSIZED;
            }
            if (!window.more(heldFrom == NONE ? start : heldFrom)) {
                if (end == start) {
                    return Found.END_OF_FILE;
                }
                endRow(false);
                break;
            }
        }
        if (blank()) {
            blankLines++;
            return Found.BLANK;
        }
        return rowBytes() > maxRowBytes ? Found.OVERSIZED : Found.ROW;
    }

    /** Goes on to the end of an oversized row, keeping nothing of it. */
    void skipRest() {
        while (!ended && !scanOn()) {
            if (!window.more(end - 1)) { // its last byte may turn out to belong to the line end
                endRow(false);
            }
        }
    }

    private boolean scanOn() {
        int after = scanner.scan(window.array(), window.index(end), window.limit());
        end = after < 0 ? window.end() : window.offset(after);
        if (after >= 0) {
            endRow(true);
        }
        return ended;
    }

    private void endRow(boolean newline) {
        ended = true;
        dataEnd = newline ? end - 1 : end;
        if (newline && dataEnd > start && window.array()[window.index(dataEnd - 1)] == '\r') {
            dataEnd--;
        }
        // a file that ends without a line end ends its last line all the same, unless a newline within open quotes did
        boolean lineEnded = !newline && window.array()[window.index(end - 1)] == '\n';
        nextLine = line + scanner.newlines() + (lineEnded ? 0 : 1);
    }

    /** A carriage return alone in a file's last line is taken for half a line end, not for a row. */
    private boolean blank() {
        return dataEnd == start || (dataEnd == end && end - start == 1 && window.array()[window.index(start)] == '\r');
    }

    /** From now on keeps the bytes from the current row's first on, for {@link #copy}. */
    void hold() {
        heldFrom = start;
    }

    void release() {
        heldFrom = NONE;
    }

    byte[] copy(long from, long to) {
        return window.copy(from, to);
    }

    /** The row's first bytes, without its line end, {@link #HEAD_BYTES} at most. */
    byte[] head() {
        return window.copy(start, Math.min(start + HEAD_BYTES, ended ? dataEnd : end));
    }

    /** The row without its line end. */
    byte[] row() {
        return window.copy(start, dataEnd);
    }

    /** Offset of the row's first byte. */
    long start() {
        return start;
    }

    /** Offset after the row's line end. */
    long end() {
        return end;
    }

    /** Length of a row that has ended, without its line end. */
    long rowBytes() {
        return dataEnd - start;
    }

    /** Line on which the row starts. */
    long line() {
        return line;
    }

    /** Whether the file ended within the row's quotes. */
    boolean inQuotes() {
        return scanner.inQuotes();
    }

    /** Line on which the row's last field in quotes starts. */
    long quoteLine() {
        return line + scanner.newlinesBeforeQuote();
    }

    String fileName() {
        return window.fileName();
    }

    long blankLines() {
        return blankLines;
    }

    /** Bytes read so far, and their SHA-256, which can be asked for once. */
    long bytes() {
        return window.end();
    }

    String sha256() {
        return window.sha256();
    }
}
