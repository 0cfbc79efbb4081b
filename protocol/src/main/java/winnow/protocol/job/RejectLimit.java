package winnow.protocol.job;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import winnow.protocol.ExitCode;

/** How many rejects a job may have: {@code any}, a number of rows ({@code 10}) or a share of them ({@code 0.5%}). */
public record RejectLimit(@JsonValue String text) {
    private static final Pattern FORM = Pattern.compile("any|\\d{1,18}|\\d{1,3}(\\.\\d{1,9})?%");

    public static final RejectLimit ANY = new RejectLimit("any");

    @JsonCreator
    public RejectLimit {
        if (!FORM.matcher(text).matches()
                || (text.endsWith("%") && percent(text).compareTo(BigDecimal.valueOf(100)) > 0)) {
            throw ExitCode.USAGE.because(
                    "'" + text + "' is no limit for rejects: give a number (10), a share (0.5%) or any");
        }
    }

    /** Whether the job can be ended now, before the number of rows is known. */
    public boolean exceededBy(long rejected) {
        return !text.equals("any") && !text.endsWith("%") && rejected > Long.parseLong(text);
    }

    /** Whether a job with this many rows in all has too many rejects. */
    public boolean exceededBy(long rejected, long rows) {
        if (text.endsWith("%")) {
            BigDecimal allowed = percent(text).multiply(BigDecimal.valueOf(rows));
            return BigDecimal.valueOf(rejected).movePointRight(2).compareTo(allowed) > 0;
        }
        return exceededBy(rejected);
    }

    private static BigDecimal percent(String text) {
        return new BigDecimal(text.substring(0, text.length() - 1));
    }

    @Override
    public String toString() {
        return text;
    }
}
