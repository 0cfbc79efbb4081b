package winnow.classifier.model;

/**
 * Consecutive rows of one chunk that are well formed. Row numbers here count from 0. One thread.
 *
 * <p>{@code bytes()} from {@code start(row)} to {@code end(row)} are the row as it stands in the input, without its line
 * end. {@code value(row, input)} is the text of the column {@code inputs().get(input)}, unquoted.
 */
public final class Batch {
    private final byte[] bytes;
    private final int[] starts;
    private final int[] ends;
    private final String[][] values;
    private final int from;
    private final int rows;

    /**
     * A batch of the rows {@code from} to {@code from + rows} of these arrays, which are shared and never changed.
     *
     * @param values for each row its inputs; of no length where the classifier reads none
     */
    public Batch(byte[] bytes, int[] starts, int[] ends, String[][] values, int from, int rows) {
        this.bytes = bytes;
        this.starts = starts;
        this.ends = ends;
        this.values = values;
        this.from = from;
        this.rows = rows;
    }

    public int rows() {
        return rows;
    }

    public byte[] bytes() {
        return bytes;
    }

    public int start(int row) {
        return starts[from + row];
    }

    public int end(int row) {
        return ends[from + row];
    }

    public String value(int row, int input) {
        return values[from + row][input];
    }

    /** The rows {@code first} to {@code first + count} of this batch. */
    public Batch part(int first, int count) {
        return new Batch(bytes, starts, ends, values, from + first, count);
    }
}
