package winnow.classifier.model;

import java.nio.charset.StandardCharsets;

/**
 * Numbers as people write them into a CSV, read from bytes: no String is made of the usual ones. Java's own parser would
 * also take {@code 1f}, {@code 0x1p3} and {@code NaN}, which no other reader of a CSV does. Pure.
 */
final class Numbers {
    /** Powers of ten that a double holds exactly. */
    private static final double[] TENS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    /** So many digits always fit in the 53 bits of a double. */
    private static final int EXACT_DIGITS = 15;

    private Numbers() {}

    static boolean isBlank(byte[] bytes, int start, int end) {
        return skipBlanks(bytes, start, end) == end;
    }

    /** The nearest double, or NaN if this is no decimal number. */
    static double decimal(byte[] bytes, int start, int end) {
        int from = skipBlanks(bytes, start, end);
        int to = trim(bytes, from, end);
        int at = from;
        boolean negative = false;
        if (at < to && (bytes[at] == '-' || bytes[at] == '+')) {
            negative = bytes[at++] == '-';
        }
        long digits = 0;
        int count = 0;
        int decimals = 0;
        boolean point = false;
        boolean any = false;
        for (; at < to; at++) {
            byte b = bytes[at];
            if (b >= '0' && b <= '9') {
                any = true;
                if (count < EXACT_DIGITS) {
                    digits = 10 * digits + (b - '0');
                }
                count += count > 0 || b != '0' ? 1 : 0;
                decimals += point ? 1 : 0;
            } else if (b == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        if (!any) {
            return Double.NaN;
        }
        if (at == to && count <= EXACT_DIGITS && decimals < TENS.length) {
            // both are exact, so the one division rounds as it should (Clinger's fast path)
            double value = digits / TENS[decimals];
            return negative ? -value : value;
        }
        return at == to || isExponent(bytes, at, to)
                ? Double.parseDouble(new String(bytes, from, to - from, StandardCharsets.US_ASCII))
                : Double.NaN;
    }

    private static boolean isExponent(byte[] bytes, int start, int end) {
        int at = start;
        if (bytes[at] != 'e' && bytes[at] != 'E') {
            return false;
        }
        at++;
        if (at < end && (bytes[at] == '-' || bytes[at] == '+')) {
            at++;
        }
        boolean any = at < end;
        for (; at < end; at++) {
            any &= bytes[at] >= '0' && bytes[at] <= '9';
        }
        return any;
    }

    static boolean isInteger(byte[] bytes, int start, int end) {
        int from = skipBlanks(bytes, start, end);
        int to = trim(bytes, from, end);
        int at = from < to && (bytes[from] == '-' || bytes[from] == '+') ? from + 1 : from;
        if (at == to) {
            return false;
        }
        long value = 0; // below 0, where there is room for one number more
        for (; at < to; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9 || value < (Long.MIN_VALUE + digit) / 10) {
                return false;
            }
            value = 10 * value - digit;
        }
        return value != Long.MIN_VALUE || bytes[from] == '-';
    }

    static long integer(byte[] bytes, int start, int end) {
        int from = skipBlanks(bytes, start, end);
        int to = trim(bytes, from, end);
        boolean negative = bytes[from] == '-';
        long value = 0;
        for (int at = negative || bytes[from] == '+' ? from + 1 : from; at < to; at++) {
            value = 10 * value - (bytes[at] - '0');
        }
        return negative ? value : -value;
    }

    private static int skipBlanks(byte[] bytes, int start, int end) {
        int at = start;
        while (at < end && (bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
        return at;
    }

    private static int trim(byte[] bytes, int start, int end) {
        int at = end;
        while (at > start && (bytes[at - 1] == ' ' || bytes[at - 1] == '\t')) {
            at--;
        }
        return at;
    }
}
