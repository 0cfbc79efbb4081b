package winnow.hub.desk;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A job as a user asks for it: the options of {@code winnow run}. What is null or empty was not given.
 *
 * @param model a kind, a rule, or a model that was pushed, by its name or digest
 * @param modelOptions by the names that classifiers know: slowness, features, probabilities, decimals, on-missing, schema,
 *     outputs
 * @param maxRejects a number, a share such as 0.5%, or any
 * @param delimiter one character, or tab
 * @param columns names of the columns of an input without a header line
 */
public record JobRequest(
        JobSource source,
        String model,
        SortedMap<String, String> modelOptions,
        @Nullable String maxRejects,
        @Nullable Double timeLimitSeconds,
        @Nullable String evaluate,
        @Nullable String delimiter,
        List<String> columns) {
    public JobRequest {
        modelOptions = new TreeMap<>((Map<String, String>) modelOptions);
        columns = List.copyOf(columns);
    }
}
