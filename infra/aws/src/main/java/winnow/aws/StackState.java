package winnow.aws;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What CloudFormation knows of a stack: the only memory of a cluster.
 *
 * @param status as CloudFormation says it, {@code UPDATE_COMPLETE}
 * @param outputs by their names
 */
record StackState(String status, Instant created, Map<String, String> outputs) {
    private static final Pattern INSTANCE = Pattern.compile(Role.INSTANCE.id() + "\\d+" + Outputs.HOST);

    StackState {
        outputs = Map.copyOf(outputs);
    }

    /** Somebody changes it at this moment. */
    boolean busy() {
        return status.endsWith("_IN_PROGRESS");
    }

    /** Whether there are machines: what is left of a stack whose making failed has none, and is made anew. */
    boolean hasMachines() {
        return outputs.containsKey(Outputs.KEPT);
    }

    int size() {
        return (int) outputs.keySet().stream()
                .filter(name -> INSTANCE.matcher(name).matches())
                .count();
    }

    int brokers() {
        return Integer.parseInt(outputs.getOrDefault(Outputs.BROKERS, "1"));
    }

    Map<Architecture, String> images() {
        Map<Architecture, String> images = new EnumMap<>(Architecture.class);
        for (Architecture architecture : Architecture.values()) {
            String id = outputs.get(Images.output(architecture));
            if (id != null) {
                images.put(architecture, id);
            }
        }
        return images;
    }
}
