package winnow.sender.source;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import winnow.protocol.job.JobInput;

/**
 * Makes the example's rows. Row r is a function of the seed and r alone, in whole numbers, so that it is the same on
 * every machine and can be made without the rows before it. One thread.
 *
 * <pre>
 *   ID                 r, from 0
 *   SKU                1..100000
 *   FLUX               0.dddddddddddddddd, 16 digits
 *   MANUFACTURER_NAME  MD5 of the ID's digits, in hex
 *   DESCRIPTION        MD5 of the digits of a number in 1..20000, in hex, twice
 * </pre>
 */
public final class RowGenerator {
    /** ID 19, SKU 6, FLUX 18, MD5 32 and 64, four commas, line end. */
    static final int MAX_ROW_BYTES = 19 + 6 + 18 + 32 + 64 + 4 + 1;

    private static final byte[] HEADER =
            "ID,SKU,FLUX,MANUFACTURER_NAME,DESCRIPTION\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HEX_DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private static final int SKUS = 100_000;
    private static final long FLUXES = 10_000_000_000_000_000L;
    private static final int FLUX_DIGITS = 16;
    private static final int DESCRIPTIONS = 20_000;

    /** SplitMix64: the n-th number is a mix of the start and n times the golden ratio. A row takes three. */
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private static final int DRAWS = 3;
    private static final int WRITE_BYTES = 256 << 10;

    private final long rows;
    private final long start;
    private final MessageDigest md5;
    /** By number, made when first drawn: 20,000 digests serve all rows. */
    private final byte[][] descriptions = new byte[DESCRIPTIONS + 1][];

    public RowGenerator(JobInput.Generated input) {
        this.rows = input.rows();
        this.start = mix(input.seed());
        try {
            this.md5 = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }

    /** Header line and all rows. */
    public void writeTo(OutputStream out) throws IOException {
        GeneratedStream stream = stream();
        byte[] buffer = new byte[WRITE_BYTES];
        for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
            out.write(buffer, 0, count);
        }
    }

    GeneratedStream stream() {
        return new GeneratedStream(this);
    }

    long rows() {
        return rows;
    }

    /** @return where the header line ends */
    int writeHeader(byte[] into, int at) {
        System.arraycopy(HEADER, 0, into, at, HEADER.length);
        return at + HEADER.length;
    }

    /** Writes the row at most {@link #MAX_ROW_BYTES} long, with its line end. @return where it ends */
    int write(long row, byte[] into, int at) {
        int idEnd = digits(row, width(row), into, at);
        md5.update(into, at, idEnd - at);
        byte[] manufacturer = md5.digest();

        int end = comma(into, idEnd);
        long sku = 1 + draw(row, 0, SKUS);
        end = comma(into, digits(sku, width(sku), into, end));
        into[end++] = '0';
        into[end++] = '.';
        end = comma(into, digits(draw(row, 1, FLUXES), FLUX_DIGITS, into, end));
        end = comma(into, hex(manufacturer, into, end));
        byte[] description = description((int) (1 + draw(row, 2, DESCRIPTIONS)));
        for (int twice = 0; twice < 2; twice++) {
            System.arraycopy(description, 0, into, end, description.length);
            end += description.length;
        }
        into[end++] = '\n';
        return end;
    }

    /** The row's k-th number, from 0 to below the bound: the upper bits of a 63 bit number times the bound. */
    private long draw(long row, int k, long bound) {
        long number = mix(start + (row * DRAWS + k + 1) * GOLDEN);
        return Math.multiplyHigh(number >>> 1, bound << 1);
    }

    private static long mix(long number) {
        long z = (number ^ (number >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    private byte[] description(int number) {
        byte[] known = descriptions[number];
        if (known == null) {
            byte[] text = Integer.toString(number).getBytes(StandardCharsets.US_ASCII);
            known = HexFormat.of().formatHex(md5.digest(text)).getBytes(StandardCharsets.US_ASCII);
            descriptions[number] = known;
        }
        return known;
    }

    private static int comma(byte[] into, int at) {
        into[at] = ',';
        return at + 1;
    }

    private static int width(long number) {
        int width = 1;
        for (long left = number / 10; left > 0; left /= 10) {
            width++;
        }
        return width;
    }

    private static int digits(long number, int width, byte[] into, int at) {
        long left = number;
        for (int i = at + width - 1; i >= at; i--) {
            into[i] = (byte) ('0' + left % 10);
            left /= 10;
        }
        return at + width;
    }

    private static int hex(byte[] bytes, byte[] into, int at) {
        int end = at;
        for (byte b : bytes) {
            into[end++] = HEX_DIGITS[(b >> 4) & 15];
            into[end++] = HEX_DIGITS[b & 15];
        }
        return end;
    }
}
