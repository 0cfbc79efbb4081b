package winnow.protocol.csv;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds the end of a row in bytes that may come piece by piece. RFC 4180: a quote opens a quoted field only as its first
 * byte; within, two quotes stand for one; a newline within quotes ends nothing. Elsewhere a quote is data, as is a
 * carriage return. One thread.
 *
 * <pre>
 *              quote after a delimiter or at the row's start
 *           ┌────────────────────────────────────────────────> QUOTED ──┐ newline, two quotes
 *   PLAIN ──┘ <──────────────────────────────────────────────── │  ^────┘
 *     │                      one quote
 *     └─ newline: the row ends
 * </pre>
 */
public final class RowScanner {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long TOPS = 0x8080808080808080L;
    private static final long NEWLINES = '\n' * ONES;
    private static final long QUOTES = '"' * ONES;

    private final byte delimiter;

    private boolean quoted;
    /** The last byte seen was a quote within quotes: the next one tells whether it closed them. */
    private boolean closing;
    /** The last byte of the piece before; at a row's start the delimiter, as both start a field. */
    private byte last;

    private long newlines;
    private long newlinesBeforeQuote;

    public RowScanner(char delimiter) {
        this.delimiter = (byte) delimiter;
    }

    public void startRow() {
        quoted = false;
        closing = false;
        last = delimiter;
        newlines = 0;
    }

    /**
     * Goes on with the row.
     *
     * @return index after the newline that ends the row, or -1 if the row does not end before {@code to}
     */
    public int scan(byte[] bytes, int from, int to) {
        if (from == to) {
            return -1;
        }
        int at = from;
        if (closing) {
            closing = false;
            quoted = bytes[from] == '"';
            at += quoted ? 1 : 0;
        }
        while (true) {
            int found = newlineOrQuote(bytes, at, to);
            if (found == to) {
                last = bytes[to - 1];
                return -1;
            }
            at = found + 1;
            if (bytes[found] == '\n') {
                if (!quoted) {
                    return at;
                }
                newlines++;
            } else if (!quoted) {
                quoted = (found == from ? last : bytes[found - 1]) == delimiter;
                newlinesBeforeQuote = newlines;
            } else if (at == to) {
                closing = true;
                return -1;
            } else if (bytes[at] == '"') {
                at++;
            } else {
                quoted = false;
            }
        }
    }

    /** Whether the row, if it ended here, would end within quotes. */
    public boolean inQuotes() {
        return quoted && !closing;
    }

    /** Newlines within quotes in this row so far. */
    public long newlines() {
        return newlines;
    }

    /** Of these, those before the last field in quotes. */
    public long newlinesBeforeQuote() {
        return newlinesBeforeQuote;
    }

    /** A method of its own, and eight bytes at a time, because most of the cutting is spent here. */
    private static int newlineOrQuote(byte[] bytes, int from, int to) {
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long eight = (long) LONGS.get(bytes, at);
            long hits = zeroBytes(eight ^ NEWLINES) | zeroBytes(eight ^ QUOTES);
            if (hits != 0) {
                return at + (Long.numberOfTrailingZeros(hits) >>> 3);
            }
        }
        for (; at < to; at++) {
            if (bytes[at] == '\n' || bytes[at] == '"') {
                return at;
            }
        }
        return to;
    }

    /** The lowest bit that is set is the top bit of the first byte that is zero; those above it may mislead. */
    private static long zeroBytes(long eight) {
        return (eight - ONES) & ~eight & TOPS;
    }
}
