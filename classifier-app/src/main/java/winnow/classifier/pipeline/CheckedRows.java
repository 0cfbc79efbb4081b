package winnow.classifier.pipeline;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import winnow.classifier.model.Batch;
import winnow.protocol.frame.RejectCode;
import winnow.protocol.job.CsvFormat;

/**
 * The rows of a chunk, parted into those that are well formed, which make the batch for the classifier, and those that
 * are rejects before any classifier sees them. Reused from chunk to chunk; one thread.
 */
final class CheckedRows {
    private final int columns;
    private final @Nullable RowParser parser;
    private final Fields fields;
    private @Nullable Refusal[] refusals = new Refusal[512];
    private int[] starts = new int[512];
    private int[] ends = new int[512];
    private int good;

    /** @param inputs the columns to find in each row; none spares looking for them */
    CheckedRows(CsvFormat format, List<String> inputs) {
        this.columns = format.columns().size();
        this.parser = inputs.isEmpty() ? null : new RowParser(format, inputs);
        this.fields = new Fields(inputs);
    }

    void check(byte[] bytes, RowSplitter rows) {
        if (rows.rows() > starts.length) {
            refusals = new Refusal[rows.rows()];
            starts = new int[rows.rows()];
            ends = new int[rows.rows()];
        }
        Arrays.fill(refusals, 0, rows.rows(), null);
        fields.reset(rows.rows());
        good = 0;
        for (int row = 0; row < rows.rows(); row++) {
            Refusal refusal = malformed(rows, row);
            if (refusal == null && parser != null) {
                refusal = parser.parse(bytes, rows.start(row), rows.end(row), fields, good);
            }
            refusals[row] = refusal;
            if (refusal == null) {
                starts[good] = rows.start(row);
                ends[good] = rows.end(row);
                good++;
            }
        }
    }

    private @Nullable Refusal malformed(RowSplitter rows, int row) {
        switch (rows.fault(row)) {
            case UNTERMINATED_QUOTE -> {
                return new Refusal(
                        RejectCode.UNTERMINATED_QUOTE, "", "a quote opens in this row and the input ends inside it");
            }
            case BAD_QUOTE -> {
                return new Refusal(
                        RejectCode.MALFORMED, "", "after a closing quote comes neither a delimiter nor a line end");
            }
            case NONE -> {
                if (rows.fields(row) == columns) {
                    return null;
                }
                return new Refusal(RejectCode.RAGGED, "", rows.fields(row) + " fields, the header has " + columns);
            }
        }
        throw new AssertionError("every fault has its case");
    }

    /** The well-formed rows, in order. */
    Batch batch(byte[] bytes) {
        return new Batch(bytes, starts, ends, fields.columns(bytes), 0, good);
    }

    /** Why the row is a reject before it was classified, or null if it is in the batch. */
    @Nullable Refusal refusal(int row) {
        return refusals[row];
    }
}
