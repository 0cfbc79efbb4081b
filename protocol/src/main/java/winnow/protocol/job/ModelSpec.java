package winnow.protocol.job;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which classifier a job's rows meet.
 *
 * @param kind the name under which a classifier is found, for example {@code blackbox}
 * @param options the classifier's own settings, for example {@code slowness=10}
 */
public record ModelSpec(String kind, SortedMap<String, String> options) {
    public ModelSpec {
        options = new TreeMap<>(options);
    }

    public static ModelSpec of(String kind, Map<String, String> options) {
        return new ModelSpec(kind, new TreeMap<>(options));
    }
}
