package winnow.classifier.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Consecutive rows of one chunk that are well formed. Row numbers here count from 0. One thread.
 *
 * <p>{@code bytes()} from {@code start(row)} to {@code end(row)} are the row as it stands in the input, without its line
 * end. {@code column(input)} is the column {@code inputs().get(input)} of all rows; there are no others.
 */
public final class Batch {
    private final byte[] bytes;
    private final int[] starts;
    private final int[] ends;
    private final List<Column> columns;
    private final int from;
    private final int rows;

    /**
     * A batch of the rows {@code from} to {@code from + rows} of these arrays, which are shared and not changed while it
     * is in use.
     *
     * @param columns those that the classifier reads, in its order, their row 0 being row {@code from}
     */
    public Batch(byte[] bytes, int[] starts, int[] ends, List<Column> columns, int from, int rows) {
        this.bytes = bytes;
        this.starts = starts;
        this.ends = ends;
        this.columns = columns;
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

    public Column column(int input) {
        return columns.get(input);
    }

    /** The same rows with some of their columns, by number, in this order. */
    public Batch withColumns(List<Integer> inputs) {
        return new Batch(bytes, starts, ends, inputs.stream().map(columns::get).toList(), from, rows);
    }

    /** The rows {@code first} to {@code first + count} of this batch. */
    public Batch part(int first, int count) {
        List<Column> parts = new ArrayList<>(columns.size());
        columns.forEach(column -> parts.add(column.from(first)));
        return new Batch(bytes, starts, ends, parts, from + first, count);
    }
}
