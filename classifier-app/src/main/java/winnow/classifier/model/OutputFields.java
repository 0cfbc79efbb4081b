package winnow.classifier.model;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes a row's outputs as fields of the input's CSV: joined by its delimiter, quoted where they need it, numbers with a
 * fixed count of decimals. The same on every machine. Reused from row to row; one thread.
 */
public final class OutputFields {
    private static final long[] TENS = {
        1L, 10L, 100L, 1_000L, 10_000L, 100_000L, 1_000_000L, 10_000_000L, 100_000_000L, 1_000_000_000L
    };
    /** More are not in a double of this size. */
    public static final int MAX_DECIMALS = TENS.length - 1;
    /** Below it a long holds the number with all of its decimals. */
    private static final double LARGE = 1e9;

    private final byte delimiter;
    private byte[] bytes = new byte[256];
    private int used;
    private boolean first = true;

    public OutputFields(char delimiter) {
        this.delimiter = (byte) delimiter;
    }

    /** Begins the next row. */
    public OutputFields clear() {
        used = 0;
        first = true;
        return this;
    }

    public OutputFields text(String value) {
        return field(encode(value, (char) delimiter));
    }

    /** A field as {@link #encode} has made it, which spares encoding a label again for each row. */
    public OutputFields field(byte[] encoded) {
        begin(encoded.length);
        System.arraycopy(encoded, 0, bytes, used, encoded.length);
        used += encoded.length;
        return this;
    }

    /** @param decimals from 0 to {@link #MAX_DECIMALS}; the last one is rounded, halves away from 0 */
    public OutputFields decimal(double value, int decimals) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return text(Double.toString(value));
        }
        if (Math.abs(value) >= LARGE) {
            // not by Double.toString: it prints some numbers differently from one Java to the next
            return text(new BigDecimal(value)
                    .setScale(decimals, RoundingMode.HALF_UP)
                    .toPlainString());
        }
        long scaled = (long) Math.floor(Math.abs(value) * TENS[decimals] + 0.5);
        begin(24);
        if (value < 0 && scaled > 0) {
            bytes[used++] = '-';
        }
        int end = used + digits(scaled / TENS[decimals]) + (decimals > 0 ? 1 + decimals : 0);
        int at = end;
        for (int i = 0; i < decimals; i++) {
            bytes[--at] = (byte) ('0' + scaled % 10);
            scaled /= 10;
        }
        if (decimals > 0) {
            bytes[--at] = '.';
        }
        do {
            bytes[--at] = (byte) ('0' + scaled % 10);
            scaled /= 10;
        } while (scaled > 0);
        used = end;
        return this;
    }

    /** Gives the row these outputs. */
    public void answer(int row, Answers answers) {
        answers.answer(row, bytes, 0, used);
    }

    private void begin(int length) {
        if (used + 1 + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * (used + 1 + length));
        }
        if (!first) {
            bytes[used++] = delimiter;
        }
        first = false;
    }

    private static int digits(long value) {
        int digits = 1;
        for (long rest = value / 10; rest > 0; rest /= 10) {
            digits++;
        }
        return digits;
    }

    /** A value as it stands in a CSV: in quotes, with its own doubled, if it holds one, a delimiter or a line end. */
    public static byte[] encode(String value, char delimiter) {
        boolean quotes = value.chars().anyMatch(c -> c == delimiter || c == '"' || c == '\n' || c == '\r');
        String field = quotes ? '"' + value.replace("\"", "\"\"") + '"' : value;
        return field.getBytes(StandardCharsets.UTF_8);
    }
}
