package winnow.cli.option;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import winnow.classifier.model.Classifier;
import winnow.classifier.model.Classifiers;
import winnow.classifier.pipeline.Pipeline;
import winnow.cli.model.ChosenModel;
import winnow.protocol.ExitCode;
import winnow.protocol.job.CsvFormat;
import winnow.protocol.job.CutRule;
import winnow.protocol.job.JobInput;
import winnow.protocol.job.JobSpec;
import winnow.protocol.job.RejectLimit;
import winnow.protocol.kafka.ClientSettings;
import winnow.receiver.tally.Tally;

/** What is to be done with the rows. */
public final class ModelOptions {
    @Option(
            names = "--model",
            paramLabel = "MODEL",
            defaultValue = "blackbox",
            description = "what classifies the rows: blackbox, a file (churn.onnx), a rule (cel:PRICE > 10), a program"
                    + " (exec:./score.py), a model that was pushed, by its name or digest, or one that only waits (sleep:2ms)"
                    + " (default: ${DEFAULT-VALUE})")
    private String model;

    @Mixin
    private final ModelSettings settings = new ModelSettings();

    @Option(
            names = "--max-rejects",
            paramLabel = "N|P%",
            defaultValue = "any",
            description = "more rejected rows than this end the job with exit code 3: a number, a share such as 0.5%%,"
                    + " or any (default: ${DEFAULT-VALUE})")
    private RejectLimit maxRejects;

    @Option(names = "--chunk-rows", paramLabel = "N", description = "a chunk ends at so many rows (default: 500)")
    private int chunkRows = CutRule.DEFAULT.rows();

    @Option(
            names = "--chunk-bytes",
            paramLabel = "BYTES",
            description = "or before it would be larger than this (default: 262144)")
    private int chunkBytes = CutRule.DEFAULT.bytes();

    @Option(
            names = "--max-row-bytes",
            paramLabel = "BYTES",
            description = "a longer row becomes a reject (default: 1048576)")
    private int maxRowBytes = CutRule.DEFAULT.maxRowBytes();

    @Option(
            names = "--time-limit",
            paramLabel = "SECONDS",
            description = "how long the model may take for the rows of a chunk; rows that take longer are rejects"
                    + " (default: 30)")
    private double timeLimitSeconds = JobSpec.DEFAULT_TIME_LIMIT.toSeconds();

    @Option(
            names = "--evaluate",
            paramLabel = "COLUMN",
            description = "a column of the input that has the right labels: the verdict says how good the model's are")
    private @Nullable String evaluate;

    /** A job and the model that its word has turned out to be. */
    public record Choice(JobSpec job, ChosenModel model) {}

    /**
     * The whole specification, checked: the classifier is opened once, here, so that one that does not exist or does not
     * fit the input is refused before anything is started.
     *
     * @param cluster asked only for a model that is not on this machine; null if there is no cluster to ask
     */
    public Choice choose(JobInput input, CsvFormat format, int partitions, @Nullable Supplier<ClientSettings> cluster) {
        ChosenModel chosen = model(input, format, cluster);
        try (Classifier classifier = Classifiers.open(chosen.spec(), format, chosen.files())) {
            Pipeline.requireColumns(format, classifier);
            if (evaluate != null && !classifier.outputs().contains(Tally.LABEL)) {
                throw ExitCode.USAGE.because("--evaluate compares labels, and this model gives only "
                        + String.join(", ", classifier.outputs()));
            }
            CutRule cut = new CutRule(chunkRows, chunkBytes, maxRowBytes);
            return new Choice(
                    new JobSpec(
                            input,
                            format,
                            cut,
                            chosen.spec(),
                            maxRejects,
                            timeLimit(),
                            partitions,
                            classifier.outputs(),
                            evaluate),
                    chosen);
        }
    }

    /** The model alone, for rows that are no job; whether it fits them shows when it is opened. */
    public ChosenModel model(JobInput input, CsvFormat format, @Nullable Supplier<ClientSettings> cluster) {
        return ChosenModel.of(model, settings.options(), cluster).completedFor(input, format);
    }

    public Duration timeLimit() {
        return Duration.ofMillis(Math.round(timeLimitSeconds * 1000));
    }
}
