package winnow.protocol.job;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import winnow.protocol.ExitCode;

/**
 * Everything about a job that decides the bytes of its results, and how it travels. Cannot be built wrong; never
 * changes once the job is made.
 *
 * @param timeLimit how long the model may take for the rows of one chunk; the rows that take longer are rejects. The one
 *     way in which time can get into the results: generous, so that only a row that never ends meets it
 * @param partitions P of rule 1: partitions of the rows topic and of the results topic
 * @param outputs names of the columns that the pipeline adds to each row, in order; whoever makes the job asks the
 *     pipeline, so that the receiver can name them without knowing any classifier
 * @param evaluate column of the input that has the right labels, to compare with when all is done; null if there is none
 */
public record JobSpec(
        JobInput input,
        CsvFormat format,
        CutRule cut,
        ModelSpec model,
        RejectLimit maxRejects,
        Duration timeLimit,
        int partitions,
        List<String> outputs,
        @Nullable String evaluate) {

    /** Enough for a dozen stream threads, and a multiple of 1, 2, 3, 4 and 6, so that they share evenly. */
    public static final int DEFAULT_PARTITIONS = 12;

    public static final Duration DEFAULT_TIME_LIMIT = Duration.ofSeconds(30);

    private static final Duration LONGEST_TIME_LIMIT = Duration.ofHours(1);

    public JobSpec {
        outputs = List.copyOf(outputs);
        if (timeLimit.toMillis() < 1 || timeLimit.compareTo(LONGEST_TIME_LIMIT) > 0) {
            throw ExitCode.USAGE.because("--time-limit must be above 0 and at most " + LONGEST_TIME_LIMIT.toSeconds()
                    + " seconds, not " + timeLimit.toMillis() / 1000.0);
        }
        if (evaluate != null && !format.columns().contains(evaluate)) {
            throw ExitCode.USAGE.because("--evaluate: the input has no column '" + evaluate + "'; it has "
                    + String.join(", ", format.columns()));
        }
        if (partitions < 1 || partitions > 1000) {
            throw ExitCode.USAGE.because("--partitions must be from 1 to 1000, not " + partitions);
        }
    }
}
