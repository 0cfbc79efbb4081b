package winnow.protocol.kafka;

import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.CommonClientConfigs;
import winnow.protocol.ExitCode;

/**
 * Where Kafka is and what the user wants of its clients. The one place for precedence: what correctness needs stands
 * above what the user gives ({@code -X key=value}, {@code --kafka-config}), and that above our defaults. A clash with what
 * correctness needs is an error, never silently ignored.
 */
public record ClientSettings(String bootstrap, Map<String, String> overrides) {
    /**
     * For every client. Sockets are sized by the operating system: with Kafka's own 64 and 128 KiB a request of 2 MB takes
     * dozens of turns through both event loops, and the JVM copies the whole of what is left of it in each. Figures are served
     * by our own HTTP server: as MBeans each client has hundreds more, which takes time at every start, and to ask the broker
     * whether it wants them is another request.
     */
    private static final Map<String, Object> DEFAULTS = Map.of(
            CommonClientConfigs.SEND_BUFFER_CONFIG,
            CommonClientConfigs.SEND_BUFFER_LOWER_BOUND,
            CommonClientConfigs.RECEIVE_BUFFER_CONFIG,
            CommonClientConfigs.RECEIVE_BUFFER_LOWER_BOUND,
            CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG,
            "",
            CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG,
            false);

    public ClientSettings {
        overrides = new TreeMap<>(overrides);
    }

    public static ClientSettings of(String bootstrap) {
        return new ClientSettings(bootstrap, Map.of());
    }

    /**
     * The settings of one client.
     *
     * @param defaults what we would choose, with the reason beside each where it is written
     * @param required what the design's rules need, likewise
     */
    public Map<String, Object> merge(Map<String, ?> defaults, Map<String, ?> required) {
        Map<String, Object> merged = new TreeMap<>(DEFAULTS);
        merged.putAll(defaults);
        merged.putAll(overrides);
        required.forEach((key, value) -> {
            String wanted = overrides.get(key);
            if (wanted != null && !wanted.equals(String.valueOf(value))) {
                throw ExitCode.USAGE.because(
                        "the setting " + key + "=" + wanted + " (-X, --kafka-config) cannot be: Winnow needs " + key
                                + "=" + value + " to keep results exact; leave this setting out");
            }
            merged.put(key, value);
        });
        merged.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        return merged;
    }

    /** Without the values, some of which are secret. */
    @Override
    public String toString() {
        return bootstrap + " " + overrides.keySet();
    }
}
