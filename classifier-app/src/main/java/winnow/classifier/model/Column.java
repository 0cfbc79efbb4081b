package winnow.classifier.model;

import java.nio.charset.StandardCharsets;

/**
 * One column of a batch: for each row where its value lies. A value is valid UTF-8, without the quotes around it and with
 * doubled quotes made single. Nothing is copied but values with doubled quotes. Row numbers count from 0. One thread.
 */
public final class Column {
    private final String name;
    private final byte[] chunk;
    private final byte[] unquoted;
    private final int[] starts;
    private final int[] ends;
    private final int first;

    /**
     * A view of these arrays, which are shared and not changed while it is in use.
     *
     * @param starts index in {@code chunk} of each value's first byte; one below 0 is the complement ({@code ~}) of an
     *     index in {@code unquoted}
     * @param ends index after each value's last byte, in the same array
     * @param first the entry of the first row
     */
    public Column(String name, byte[] chunk, byte[] unquoted, int[] starts, int[] ends, int first) {
        this.name = name;
        this.chunk = chunk;
        this.unquoted = unquoted;
        this.starts = starts;
        this.ends = ends;
        this.first = first;
    }

    public String name() {
        return name;
    }

    /** The array in which the value lies, from {@link #start} to {@link #end}. */
    public byte[] bytes(int row) {
        return starts[first + row] < 0 ? unquoted : chunk;
    }

    public int start(int row) {
        int start = starts[first + row];
        return start < 0 ? ~start : start;
    }

    public int end(int row) {
        return ends[first + row];
    }

    /** The value as it would be read aloud: empty for {@code ,,} and for {@code ,"",}. */
    public String text(int row) {
        int start = start(row);
        return new String(bytes(row), start, end(row) - start, StandardCharsets.UTF_8);
    }

    /** Whether the value has nothing but blanks. */
    public boolean isBlank(int row) {
        return Numbers.isBlank(bytes(row), start(row), end(row));
    }

    /** The value as a decimal number, blanks around it allowed; NaN if it is none. */
    public double decimal(int row) {
        return Numbers.decimal(bytes(row), start(row), end(row));
    }

    /** Whether the value is a whole number that a long can hold, blanks around it allowed. */
    public boolean isInteger(int row) {
        return Numbers.isInteger(bytes(row), start(row), end(row));
    }

    /** The value as a whole number, where {@link #isInteger} says that it is one. */
    public long integer(int row) {
        return Numbers.integer(bytes(row), start(row), end(row));
    }

    /** The rows from {@code from} on. */
    Column from(int from) {
        return new Column(name, chunk, unquoted, starts, ends, first + from);
    }
}
