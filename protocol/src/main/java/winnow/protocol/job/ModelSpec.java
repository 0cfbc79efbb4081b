package winnow.protocol.job;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import winnow.protocol.model.ModelRef;

/**
 * Which classifier a job's rows meet.
 *
 * @param kind the name under which a classifier is found, for example {@code blackbox}
 * @param options the classifier's own settings, for example {@code slowness=10}
 * @param file the model's file, to be had from {@code winnow.models}; null for a classifier that needs none
 */
public record ModelSpec(
        String kind,
        SortedMap<String, String> options,
        @Nullable ModelRef file) {
    public ModelSpec {
        options = new TreeMap<>(options);
    }

    public static ModelSpec of(String kind, Map<String, String> options) {
        return new ModelSpec(kind, new TreeMap<>(options), null);
    }

    public ModelSpec withFile(ModelRef model) {
        return new ModelSpec(kind, options, model);
    }

    public ModelSpec withOption(String option, String value) {
        SortedMap<String, String> more = new TreeMap<>(options);
        more.put(option, value);
        return new ModelSpec(kind, more, file);
    }
}
