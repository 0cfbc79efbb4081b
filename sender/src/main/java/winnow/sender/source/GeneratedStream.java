package winnow.sender.source;

import java.io.InputStream;
import java.util.Objects;

/** A generator's header line and rows, one after another. */
final class GeneratedStream extends InputStream {
    private final RowGenerator generator;

    private long rowsMade;
    /** What was made and did not fit where it was read to; first of all the header line. */
    private final byte[] rest = new byte[RowGenerator.MAX_ROW_BYTES];

    private int restFrom;
    private int restTo;

    GeneratedStream(RowGenerator generator) {
        this.generator = generator;
        this.restTo = generator.writeHeader(rest, 0);
    }

    long rowsMade() {
        return rowsMade;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(byte[] into, int from, int length) {
        Objects.checkFromIndexSize(from, length, into.length);
        if (restFrom == restTo && rowsMade == generator.rows()) {
            return -1;
        }
        int to = from + length;
        int at = takeRest(into, from, to);
        while (rowsMade < generator.rows() && to - at >= RowGenerator.MAX_ROW_BYTES) {
            at = generator.write(rowsMade++, into, at);
        }
        while (rowsMade < generator.rows() && at < to) {
            restFrom = 0;
            restTo = generator.write(rowsMade++, rest, 0);
            at = takeRest(into, at, to);
        }
        return at - from;
    }

    private int takeRest(byte[] into, int at, int to) {
        int count = Math.min(restTo - restFrom, to - at);
        System.arraycopy(rest, restFrom, into, at, count);
        restFrom += count;
        return at + count;
    }
}
