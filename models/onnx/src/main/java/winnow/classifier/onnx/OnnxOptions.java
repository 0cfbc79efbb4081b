package winnow.classifier.onnx;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import winnow.classifier.model.OutputFields;
import winnow.protocol.ExitCode;

/**
 * A job's options for its ONNX model.
 *
 * @param features names of the columns of a packed tensor, in order; empty if the model says them itself
 * @param probabilities whether each class gets a column
 * @param decimals of these
 * @param onMissing null if the model says it itself
 */
record OnnxOptions(
        List<String> features,
        boolean probabilities,
        int decimals,
        @Nullable OnMissing onMissing) {
    static final int DEFAULT_DECIMALS = 6;

    private static final List<String> KNOWN = List.of("decimals", "features", "on-missing", "probabilities");

    static OnnxOptions of(Map<String, String> options) {
        for (String option : options.keySet()) {
            if (!KNOWN.contains(option)) {
                throw ExitCode.USAGE.because(
                        "an ONNX model has no option '" + option + "', only " + String.join(", ", KNOWN));
            }
        }
        String onMissing = options.get("on-missing");
        return new OnnxOptions(
                names(options.getOrDefault("features", "")),
                options.getOrDefault("probabilities", "false").equals("true"),
                decimals(options.getOrDefault("decimals", Integer.toString(DEFAULT_DECIMALS))),
                onMissing == null ? null : OnMissing.of(onMissing));
    }

    /** {@code a,b,c} or {@code ["a","b","c"]}. */
    static List<String> names(String text) {
        if (text.isBlank()) {
            return List.of();
        }
        if (text.startsWith("[")) {
            try {
                return List.of(new ObjectMapper().readValue(text, String[].class));
            } catch (JsonProcessingException e) {
                throw ExitCode.USAGE.because("'" + text + "' is no list of columns: " + e.getMessage(), e);
            }
        }
        return Arrays.stream(text.split(",")).map(String::strip).toList();
    }

    private static int decimals(String text) {
        try {
            int decimals = Integer.parseInt(text);
            if (decimals >= 0 && decimals <= OutputFields.MAX_DECIMALS) {
                return decimals;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw ExitCode.USAGE.because(
                "--decimals must be from 0 to " + OutputFields.MAX_DECIMALS + ", not '" + text + "'");
    }
}
