package winnow.protocol.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import winnow.protocol.ExitCode;

/**
 * A job's name: the UTC time it was made to the millisecond, so that ids sort by time, and two letters or digits of
 * chance that keep two jobs of one millisecond apart: {@code 20261123-092410-123k7}. Fits in a topic's name.
 */
public record JobId(@JsonValue String text) implements Comparable<JobId> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);
    private static final Pattern FORM = Pattern.compile("\\d{8}-\\d{6}-\\d{3}[0-9a-z]{2}");

    @JsonCreator
    public JobId {
        if (!FORM.matcher(text).matches()) {
            throw ExitCode.USAGE.because("'" + text + "' is no job id; one looks like 20261123-092410-123k7,"
                    + " and 'winnow status' lists those there are");
        }
    }

    /** @param chance any number; two characters are made of it */
    public static JobId at(Instant now, int chance) {
        int letters = Math.floorMod(chance, 36 * 36);
        return new JobId(
                TIME.format(now) + Character.forDigit(letters / 36, 36) + Character.forDigit(letters % 36, 36));
    }

    @Override
    public int compareTo(JobId other) {
        return text.compareTo(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
