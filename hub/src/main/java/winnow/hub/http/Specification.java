package winnow.hub.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import winnow.hub.callback.Callback;
import winnow.hub.desk.JobRequest;
import winnow.hub.desk.JobSource;
import winnow.protocol.StopException;

/** A job as it is asked for over HTTP: the options of {@code winnow run}. What is null was not given. */
record Specification(
        @Nullable Input input,
        @Nullable String model,
        @Nullable Integer slowness,
        @Nullable List<String> features,
        @Nullable Boolean probabilities,
        @Nullable Integer decimals,
        @Nullable String onMissing,
        @Nullable String schema,
        @Nullable List<String> outputs,
        @Nullable String maxRejects,
        @Nullable Double timeLimitSeconds,
        @Nullable String evaluate,
        @Nullable String delimiter,
        @Nullable List<String> columns,
        @Nullable Callback callback) {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final String DEFAULT_MODEL = "blackbox";
    /** The name of a kind, or of a model that was pushed; never a path on the hub's machine. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    /** A rule, which can only compute. */
    private static final String RULE = "cel:";

    static final Specification EMPTY =
            new Specification(null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    /** Files by their paths, or rows that are made. */
    record Input(
            @Nullable List<String> paths,
            @Nullable Long rows,
            @Nullable Long seed) {}

    static Specification read(byte[] json) {
        try {
            Specification read = MAPPER.readValue(json, Specification.class);
            return read == null ? EMPTY : read;
        } catch (UnrecognizedPropertyException e) {
            throw Problem.badSpecification("the specification has no field '" + e.getPropertyName() + "'");
        } catch (MismatchedInputException e) {
            throw Problem.badSpecification(
                    "the specification is not as /openapi.yaml has it: " + e.getOriginalMessage());
        } catch (JsonProcessingException e) {
            if (e.getCause() instanceof StopException stop) {
                throw Problem.of(stop);
            }
            throw Problem.badRequest("the specification is no JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw Problem.badRequest("the specification cannot be read: " + e.getMessage());
        }
    }

    /** The fields in a request's query; of one that is given twice, a list. */
    static SortedMap<String, String> fields(Context ctx) {
        SortedMap<String, String> fields = new TreeMap<>();
        ctx.queryParamMap().forEach((name, values) -> fields.put(name, String.join(",", values)));
        return fields;
    }

    /** From fields by name, as a query has them; lists are separated by commas. */
    static Specification read(SortedMap<String, String> fields) {
        var object = MAPPER.createObjectNode();
        fields.forEach((name, value) -> {
            if (name.equals("features") || name.equals("outputs") || name.equals("columns")) {
                var list = object.putArray(name);
                for (String item : value.split(",", -1)) {
                    list.add(item);
                }
            } else {
                object.put(name, value);
            }
        });
        try {
            return read(MAPPER.writeValueAsBytes(object));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("text is always JSON", e);
        }
    }

    JobRequest request(JobSource source) {
        return new JobRequest(
                source,
                allowedModel(),
                modelOptions(),
                maxRejects,
                timeLimitSeconds,
                evaluate,
                delimiter,
                columns == null ? List.of() : columns);
    }

    /** Neither a file of the hub's machine nor a program on it: who may submit jobs may not run what he likes there. */
    private String allowedModel() {
        String word = model == null ? DEFAULT_MODEL : model;
        if (!NAME.matcher(word).matches() && !word.startsWith(RULE)) {
            throw Problem.badSpecification("the model is a kind, a rule (cel:PRICE > 10) or the name or digest of a"
                    + " model that was pushed (POST /v1/models), not '" + word + "'");
        }
        return word;
    }

    private SortedMap<String, String> modelOptions() {
        SortedMap<String, String> options = new TreeMap<>();
        put(options, "slowness", slowness);
        put(options, "features", features == null ? null : String.join(",", features));
        put(options, "probabilities", Boolean.TRUE.equals(probabilities) ? true : null);
        put(options, "decimals", decimals);
        put(options, "on-missing", onMissing);
        put(options, "schema", schema);
        put(options, "outputs", outputs == null ? null : String.join(",", outputs));
        return options;
    }

    private static void put(SortedMap<String, String> options, String name, @Nullable Object value) {
        if (value != null) {
            options.put(name, value.toString());
        }
    }
}
