package winnow.cli.option;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import winnow.classifier.model.Classifier;
import winnow.classifier.model.Classifiers;
import winnow.classifier.pipeline.Pipeline;
import winnow.cli.model.ChosenModel;
import winnow.protocol.job.CsvFormat;
import winnow.protocol.job.CutRule;
import winnow.protocol.job.JobInput;
import winnow.protocol.job.JobSpec;
import winnow.protocol.job.RejectLimit;
import winnow.protocol.kafka.ClientSettings;

/** What is to be done with the rows. */
public final class ModelOptions {
    @Option(
            names = "--model",
            paramLabel = "MODEL",
            defaultValue = "blackbox",
            description = "what classifies the rows: blackbox, a file (churn.onnx), a rule (cel:PRICE > 10), a program"
                    + " (exec:./score.py), or a model that was pushed, by its name or digest"
                    + " (default: ${DEFAULT-VALUE})")
    private String model;

    @Option(
            names = "--slowness",
            paramLabel = "N",
            description = "how much work the model blackbox makes of a row (default: 10)")
    private @Nullable Integer slowness;

    @Option(
            names = "--features",
            paramLabel = "A,B",
            description = "columns of the one packed input of an ONNX model, in order (default: those that its metadata"
                    + " names as 'columns')")
    private @Nullable String features;

    @Option(names = "--probabilities", description = "a column p_<class> for each class of an ONNX model")
    private boolean probabilities;

    @Option(names = "--decimals", paramLabel = "N", description = "decimals of the probabilities (default: 6)")
    private @Nullable Integer decimals;

    @Option(
            names = "--on-missing",
            paramLabel = "error|nan|VALUE",
            description = "what an empty cell in a numeric column of an ONNX model is: a reject, not a number, or this"
                    + " value (default: error)")
    private @Nullable String onMissing;

    @Option(
            names = "--schema",
            paramLabel = "A=TYPE,B=TYPE",
            description = "types of columns for a rule: bool, int, double or string (default: by the first rows)")
    private @Nullable String schema;

    @Option(
            names = "--outputs",
            paramLabel = "A,B",
            description = "names of the fields of a program's lines (default: label)")
    private @Nullable String outputs;

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

    /** A job and the model that its word has turned out to be. */
    public record Choice(JobSpec job, ChosenModel model) {}

    /**
     * The whole specification, checked: the classifier is opened once, here, so that one that does not exist or does not
     * fit the input is refused before anything is started.
     *
     * @param cluster asked only for a model that is not on this machine; null if there is no cluster to ask
     */
    public Choice choose(JobInput input, CsvFormat format, int partitions, @Nullable Supplier<ClientSettings> cluster) {
        ChosenModel chosen = ChosenModel.of(model, options(), cluster).completedFor(input, format);
        try (Classifier classifier = Classifiers.open(chosen.spec(), format, chosen.files())) {
            Pipeline.requireColumns(format, classifier);
            CutRule cut = new CutRule(chunkRows, chunkBytes, maxRowBytes);
            Duration timeLimit = Duration.ofMillis(Math.round(timeLimitSeconds * 1000));
            return new Choice(
                    new JobSpec(
                            input, format, cut, chosen.spec(), maxRejects, timeLimit, partitions, classifier.outputs()),
                    chosen);
        }
    }

    private Map<String, String> options() {
        Map<String, String> options = new TreeMap<>();
        put(options, "slowness", slowness);
        put(options, "features", features);
        put(options, "probabilities", probabilities ? true : null);
        put(options, "decimals", decimals);
        put(options, "on-missing", onMissing);
        put(options, "schema", schema);
        put(options, "outputs", outputs);
        return options;
    }

    /** An option that is not given is not in the job: the classifier knows its default. */
    private static void put(Map<String, String> options, String option, @Nullable Object value) {
        if (value != null) {
            options.put(option, value.toString());
        }
    }
}
