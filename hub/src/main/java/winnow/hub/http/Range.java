package winnow.hub.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One range of bytes, as a Range header asks for it (RFC 9110). Pure.
 *
 * @param last inclusive
 */
record Range(long first, long last) {
    private static final Pattern FORM = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    long length() {
        return last - first + 1;
    }

    /** Whether the header is of a form that is answered; any other is ignored, as the standard allows. */
    static boolean isUnderstood(String header) {
        return FORM.matcher(header).matches() && !header.endsWith("=-");
    }

    /** @return empty if no byte of the file is asked for */
    static Optional<Range> of(String header, long size) {
        Matcher form = FORM.matcher(header);
        if (!form.matches()) {
            return Optional.empty();
        }
        String from = form.group(1);
        String to = form.group(2);
        if (from.isEmpty()) {
            long suffix = Math.min(size, Long.parseLong(to));
            return suffix == 0 ? Optional.empty() : Optional.of(new Range(size - suffix, size - 1));
        }
        long first = Long.parseLong(from);
        long last = to.isEmpty() ? size - 1 : Math.min(size - 1, Long.parseLong(to));
        return first >= size || last < first ? Optional.empty() : Optional.of(new Range(first, last));
    }
}
