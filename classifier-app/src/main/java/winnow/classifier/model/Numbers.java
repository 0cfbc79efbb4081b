package winnow.classifier.model;

import java.nio.charset.StandardCharsets;

/**
 * Numbers as people write them into a CSV, read from bytes: no String is made of the usual ones. Java's own parser would
 * also take {@code 1f}, {@code 0x1p3} and {@code NaN}, which no other reader of a CSV does. Pure.
 */
final class Numbers {
    /** Powers of ten that a double holds exactly. */
    private static final double[] TENS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
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
        int first = from < to && (bytes[from] == '-' || bytes[from] == '+') ? from + 1 : from;
        double value = plain(bytes, first, to);
        if (Double.isNaN(value)) {
            return isDecimal(bytes, first, to)
                    ? Double.parseDouble(new String(bytes, from, to - from, StandardCharsets.US_ASCII))
                    : Double.NaN;
        }
        return first > from && bytes[from] == '-' ? -value : value;
    }

    /** Digits with at most one point among them, no more than are exact: nearly all numbers are; NaN for others. */
    private static double plain(byte[] bytes, int from, int to) {
        if (to - from > EXACT_DIGITS) {
            return Double.NaN;
        }
        long digits = 0;
        int afterPoint = -1;
        for (int at = from; at < to; at++) {
            int digit = bytes[at] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = 10 * digits + digit;
            } else if (bytes[at] == '.' && afterPoint < 0) {
                afterPoint = at + 1;
            } else {
                return Double.NaN;
            }
        }
        if (afterPoint < 0) {
            return from < to ? digits : Double.NaN;
        }
        // both are exact, so the one division rounds as it should (Clinger's fast path)
        return to - from > 1 ? digits / TENS[to - afterPoint] : Double.NaN;
    }

    /** Whether this is digits, with a point or without, and an exponent or none. */
    private static boolean isDecimal(byte[] bytes, int from, int to) {
        boolean point = false;
        boolean any = false;
        int at = from;
        for (; at < to; at++) {
            if (bytes[at] >= '0' && bytes[at] <= '9') {
                any = true;
            } else if (bytes[at] == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        return any && (at == to || isExponent(bytes, at, to));
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
