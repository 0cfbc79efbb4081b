package winnow.cli.option;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a model is to be used; each kind takes its own of these and refuses the others. */
public final class ModelSettings {
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
                    + " value (default: as its metadata says, else error)")
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

    public Map<String, String> options() {
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
