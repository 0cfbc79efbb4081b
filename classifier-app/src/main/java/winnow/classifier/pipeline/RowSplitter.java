package winnow.classifier.pipeline;

import java.util.Arrays;

/**
 * Finds the rows of a chunk and counts their fields, in one pass over its bytes. Ends of rows are those that the sender
 * found: RFC 4180, where a quote opens a field only at the field's start. Blank lines are skipped. Reused from chunk to
 * chunk; one thread.
 *
 * <pre>
 *              delimiter, line end               delimiter, line end
 *          ┌──────────────┐                  ┌──────────────────────────┐
 *          v              │                  │                          │
 *      FIELD START ──> PLAIN <── other ── QUOTE CLOSED <── quote ── QUOTED
 *          │              (bad quote)         └──── quote ───────────>  ^
 *          └──────────────────── quote ─────────────────────────────────┘
 * </pre>
 */
final class RowSplitter {
    private final byte delimiter;

    private int rows;
    private int[] starts = new int[512];
    private int[] ends = new int[512];
    private int[] lines = new int[512];
    private int[] fields = new int[512];
    private Fault[] faults = new Fault[512];

    RowSplitter(char delimiter) {
        this.delimiter = (byte) delimiter;
    }

    /** What is wrong with a row's quotes. */
    enum Fault {
        NONE,
        /** Something other than a delimiter or a line end after a closing quote. */
        BAD_QUOTE,
        /** The chunk ends inside quotes, which only the last row of a file can do. */
        UNTERMINATED_QUOTE
    }

    void split(byte[] bytes) {
        rows = 0;
        int line = 0;
        int at = 0;
        while (at < bytes.length) {
            int start = at;
            int startLine = line;
            int count = 1;
            Fault fault = Fault.NONE;
            boolean fieldStart = true;
            boolean open = false;
            for (; at < bytes.length; at++) {
                byte b = bytes[at];
                if (b == '\n') {
                    break;
                }
                if (b == delimiter) {
                    count++;
                    fieldStart = true;
                } else if (b == '"' && fieldStart) {
                    fieldStart = false;
                    int close = closingQuote(bytes, at + 1);
                    line += newlines(bytes, at + 1, Math.min(close, bytes.length));
                    at = close;
                    if (close == bytes.length) {
                        open = true;
                        fault = Fault.UNTERMINATED_QUOTE;
                        break;
                    }
                    if (fault == Fault.NONE && !fieldEnds(bytes, close + 1)) {
                        fault = Fault.BAD_QUOTE;
                    }
                } else {
                    fieldStart = false;
                }
            }
            int end = at;
            if (at < bytes.length) {
                at++;
                line++;
            }
            if (!open && end > start && bytes[end - 1] == '\r') {
                end--;
            }
            if (end > start) {
                add(start, end, startLine, count, fault);
            }
        }
    }

    /** @return index of the quote that closes the field, or the length if none does */
    private static int closingQuote(byte[] bytes, int from) {
        int at = from;
        while (at < bytes.length) {
            if (bytes[at] != '"') {
                at++;
            } else if (at + 1 < bytes.length && bytes[at + 1] == '"') {
                at += 2;
            } else {
                return at;
            }
        }
        return bytes.length;
    }

    private boolean fieldEnds(byte[] bytes, int at) {
        if (at == bytes.length || bytes[at] == delimiter || bytes[at] == '\n') {
            return true;
        }
        return bytes[at] == '\r' && (at + 1 == bytes.length || bytes[at + 1] == '\n');
    }

    private static int newlines(byte[] bytes, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                count++;
            }
        }
        return count;
    }

    private void add(int start, int end, int line, int count, Fault fault) {
        if (rows == starts.length) {
            int larger = 2 * rows;
            starts = Arrays.copyOf(starts, larger);
            ends = Arrays.copyOf(ends, larger);
            lines = Arrays.copyOf(lines, larger);
            fields = Arrays.copyOf(fields, larger);
            faults = Arrays.copyOf(faults, larger);
        }
        starts[rows] = start;
        ends[rows] = end;
        lines[rows] = line;
        fields[rows] = count;
        faults[rows] = fault;
        rows++;
    }

    int rows() {
        return rows;
    }

    /** Index of the row's first byte. */
    int start(int row) {
        return starts[row];
    }

    /** Index after the row's last byte, its line end left out. */
    int end(int row) {
        return ends[row];
    }

    /** Line ends in the chunk before the row. */
    int line(int row) {
        return lines[row];
    }

    int fields(int row) {
        return fields[row];
    }

    Fault fault(int row) {
        return faults[row];
    }
}
