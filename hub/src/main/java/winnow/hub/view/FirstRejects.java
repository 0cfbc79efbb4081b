package winnow.hub.view;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The beginning of a rejects file.
 *
 * @param first at most 20
 * @param byCode rows by code, of as much of the file as was read
 */
public record FirstRejects(List<JobView.RejectRow> first, Map<String, Long> byCode) {
    public static final int SHOWN = 20;
    public static final FirstRejects NONE = new FirstRejects(List.of(), Map.of());

    public FirstRejects {
        first = List.copyOf(first);
        byCode = new TreeMap<>(byCode);
    }
}
