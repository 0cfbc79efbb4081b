package winnow.cli.option;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import winnow.protocol.ExitCode;

/** A time such as {@code 90s}, {@code 10m} or {@code 1h30m}; a number alone is seconds. */
public record TimeSpan(Duration duration) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})|(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,9})s)?");

    static TimeSpan of(String text) {
        Matcher form = FORM.matcher(text);
        Duration duration = form.matches()
                ? Duration.ofHours(number(form.group(2)))
                        .plusMinutes(number(form.group(3)))
                        .plusSeconds(number(form.group(4)) + number(form.group(1)))
                : Duration.ZERO;
        if (duration.isZero()) {
            throw ExitCode.USAGE.because("'" + text + "' is no time: give seconds, or 90s, 10m or 1h30m");
        }
        return new TimeSpan(duration);
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
