package winnow.cli.option;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import winnow.classifier.model.Classifier;
import winnow.classifier.model.Classifiers;
import winnow.classifier.pipeline.Pipeline;
import winnow.protocol.job.CsvFormat;
import winnow.protocol.job.CutRule;
import winnow.protocol.job.JobInput;
import winnow.protocol.job.JobSpec;
import winnow.protocol.job.ModelSpec;
import winnow.protocol.job.RejectLimit;

/** What is to be done with the rows. */
public final class ModelOptions {
    @Option(
            names = "--model",
            paramLabel = "MODEL",
            defaultValue = "blackbox",
            description = "what classifies the rows (default: ${DEFAULT-VALUE})")
    private String model;

    @Option(
            names = "--slowness",
            paramLabel = "N",
            description = "how much work the model blackbox makes of a row (default: 10)")
    private @Nullable Integer slowness;

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

    /**
     * The whole specification, checked: the classifier is opened once, here, so that one that does not exist or does not
     * fit the input is refused before anything is started.
     */
    public JobSpec spec(JobInput input, CsvFormat format, int partitions) {
        Map<String, String> options = new TreeMap<>();
        if (slowness != null) {
            options.put("slowness", Integer.toString(slowness));
        }
        ModelSpec spec = ModelSpec.of(model, options);
        try (Classifier classifier = Classifiers.open(spec, format)) {
            Pipeline.requireColumns(format, classifier);
            CutRule cut = new CutRule(chunkRows, chunkBytes, maxRowBytes);
            Duration timeLimit = Duration.ofMillis(Math.round(timeLimitSeconds * 1000));
            return new JobSpec(input, format, cut, spec, maxRejects, timeLimit, partitions, classifier.outputs());
        }
    }
}
