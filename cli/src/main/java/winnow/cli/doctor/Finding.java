package winnow.cli.doctor;

import java.util.Locale;

/**
 * One thing that was looked at.
 *
 * @param text what was found; of what is not well, what to do about it
 */
public record Finding(String subject, boolean well, String text) {
    static Finding ok(String subject, String text) {
        return new Finding(subject, true, text);
    }

    static Finding mend(String subject, String text) {
        return new Finding(subject, false, text);
    }

    public String line() {
        return String.format(
                Locale.ROOT,
                "%-6s%-16s  %s",
                well ? "ok" : "mend",
                subject,
                text.lines().findFirst().orElse(""));
    }
}
