package winnow.classifier.pipeline;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import winnow.classifier.model.Batch;
import winnow.classifier.model.Classifier;
import winnow.protocol.frame.CorruptFrameException;
import winnow.protocol.frame.Reject;
import winnow.protocol.frame.ResultsFrame;
import winnow.protocol.frame.RowsFrame;
import winnow.protocol.job.CsvFormat;

/**
 * One frame in, one frame out (rule 2). A result line is the row's own bytes, the delimiter, the classifier's outputs and
 * {@code \n}; a row that is not well formed or cannot be classified becomes a reject of the same frame. Pure: the same
 * frame gives the same frame. Keeps buffers, so one thread; the classifier may be shared.
 */
public final class Pipeline {
    private final char delimiter;
    private final RowSplitter rows;
    private final CheckedRows checked;
    private final Bisection bisection;
    private final ResultLines lines = new ResultLines();

    /** @throws winnow.protocol.StopException with USAGE if the input lacks a column that the classifier reads */
    public static void requireColumns(CsvFormat format, Classifier classifier) {
        RowParser.columns(format, classifier.inputs());
    }

    /**
     * Where {@link #requireColumns} passes, this does.
     *
     * @param timeLimit for each call of the classifier; what takes longer, and only because of one row, is a reject
     */
    public Pipeline(CsvFormat format, Classifier classifier, Duration timeLimit) {
        this.delimiter = format.delimiter();
        this.rows = new RowSplitter(delimiter);
        this.checked = new CheckedRows(format, classifier.inputs());
        this.bisection = new Bisection(new TimedCalls(classifier, timeLimit));
    }

    /** The frame's well-formed rows with these columns, for whoever looks at an input before it is classified. */
    public static Batch wellFormed(CsvFormat format, List<String> columns, RowsFrame frame) {
        RowSplitter rows = new RowSplitter(format.delimiter());
        rows.split(frame.bytes());
        CheckedRows checked = new CheckedRows(format, columns);
        checked.check(frame.bytes(), rows);
        return checked.batch(frame.bytes());
    }

    /** @throws CorruptFrameException if the frame does not hold the rows that it says it does */
    public ResultsFrame classify(RowsFrame frame) {
        return classify(frame, ChunkObserver.NONE);
    }

    /**
     * The same, observed.
     *
     * @throws CorruptFrameException if the frame does not hold the rows that it says it does
     */
    public ResultsFrame classify(RowsFrame frame, ChunkObserver observer) {
        observer.parsing();
        rows.split(frame.bytes());
        if (rows.rows() + frame.rejected() != frame.rows()) {
            throw new CorruptFrameException("chunk %d says it has %d rows and has %d"
                    .formatted(frame.number(), frame.rows(), rows.rows() + frame.rejected()));
        }
        checked.check(frame.bytes(), rows);
        observer.classifying();
        AnswerSheet answers = bisection.classify(checked.batch(frame.bytes()));
        observer.classified(answers);
        return write(frame, answers);
    }

    private ResultsFrame write(RowsFrame frame, AnswerSheet answers) {
        ByteArrayOutputStream rejects = new ByteArrayOutputStream();
        int rejected = frame.rejected();
        int inBatch = 0;
        for (int row = 0; row < rows.rows(); row++) {
            Refusal refusal = checked.refusal(row);
            if (refusal == null) {
                refusal = answers.refusal(inBatch);
                if (refusal == null) {
                    lines.add(
                            frame.bytes(),
                            rows.start(row),
                            rows.end(row),
                            delimiter,
                            answers.bytes(),
                            answers.start(inBatch),
                            answers.length(inBatch));
                }
                inBatch++;
            }
            if (refusal != null) {
                reject(frame, row, refusal).appendTo(rejects);
                rejected++;
            }
        }
        rejects.writeBytes(frame.rejects()); // the sender's own come after all rows of the chunk
        return ResultsFrame.seal(
                frame.number(),
                frame.parent(),
                frame.crc32c(),
                frame.rows(),
                rejected,
                lines.take(),
                rejects.toByteArray());
    }

    private Reject reject(RowsFrame frame, int row, Refusal refusal) {
        return new Reject(
                frame.firstRow() + row,
                frame.firstLine() + rows.line(row),
                frame.firstByte() + rows.start(row),
                refusal.code(),
                refusal.column(),
                refusal.message(),
                Arrays.copyOfRange(frame.bytes(), rows.start(row), rows.end(row)));
    }
}
