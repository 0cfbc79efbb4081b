package winnow.cli.option;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import winnow.protocol.ExitCode;

/** A number of bytes, or of {@code KiB}, {@code MiB} or {@code GiB}. */
record ByteSize(long bytes) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?=[KMG])|\\d{1,18}(?![KMG]))(|KiB|MiB|GiB)");

    static ByteSize of(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || Long.parseLong(form.group(1)) == 0) {
            throw ExitCode.USAGE.because("'" + text + "' is no size: give a number of bytes, or 512MiB or 2GiB");
        }
        long number = Long.parseLong(form.group(1));
        return new ByteSize(
                switch (form.group(2)) {
                    case "KiB" -> number << 10;
                    case "MiB" -> number << 20;
                    case "GiB" -> number << 30;
                    default -> number;
                });
    }
}
