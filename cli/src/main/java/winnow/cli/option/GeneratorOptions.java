package winnow.cli.option;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import winnow.protocol.ExitCode;
import winnow.protocol.job.JobInput;

/** Rows that are made instead of read. */
public final class GeneratorOptions {
    @Option(names = "--rows", paramLabel = "N", description = "instead of an input: so many rows of the generator")
    private @Nullable Long rows;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "the generator's seed: another one gives other rows (default: ${DEFAULT-VALUE})")
    private long seed;

    /** @throws winnow.protocol.StopException if rows are to be made where there is an input already */
    void requireNoRows() {
        if (rows != null) {
            throw ExitCode.USAGE.because(
                    "there are two inputs: give either rows (--rows, INPUT_SIZE) or files (--input, INPUT)");
        }
    }

    /** The rows that are to be made, or empty if rows are to be read. */
    Optional<JobInput> input() {
        if (rows != null && rows < 0) {
            throw ExitCode.USAGE.because("--rows must be 0 or more, not " + rows);
        }
        return Optional.ofNullable(rows).map(count -> new JobInput.Generated(count, seed));
    }
}
