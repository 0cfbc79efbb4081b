package winnow.classifier.model;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import winnow.protocol.ExitCode;
import winnow.protocol.job.CsvFormat;
import winnow.protocol.job.ModelSpec;

/** Opens {@link Sleep}: {@code sleep:2ms}, {@code sleep:0.5s}. */
public final class SleepProvider implements ClassifierProvider {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,6})?)(us|ms|s)");
    /** Longer than this no batch may wait: it would hold up the instance for hours when a digit is one too many. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    @Override
    public String kind() {
        return "sleep";
    }

    @Override
    public boolean takesArgument() {
        return true;
    }

    @Override
    public Classifier open(ModelSpec model, CsvFormat format, ModelFiles files) {
        for (String option : model.options().keySet()) {
            if (!option.equals(ARGUMENT)) {
                throw ExitCode.USAGE.because("the model sleep has no option '" + option + "', only its duration");
            }
        }
        return new Sleep(duration(model.options().getOrDefault(ARGUMENT, "")));
    }

    private static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text.strip());
        if (!matcher.matches()) {
            throw ExitCode.USAGE.because(
                    "the model sleep waits for a duration in us, ms or s, not '" + text + "': --model sleep:2ms");
        }
        long nanosOfUnit = switch (matcher.group(2)) {
            case "us" -> 1_000;
            case "ms" -> 1_000_000;
            default -> 1_000_000_000;
        };
        BigDecimal nanos = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(nanosOfUnit));
        Duration duration = Duration.ofNanos(nanos.longValue());
        if (duration.compareTo(LONGEST) > 0) {
            throw ExitCode.USAGE.because(
                    "the model sleep waits at most " + LONGEST.toSeconds() + "s for a batch, not '" + text + "'");
        }
        return duration;
    }
}
