package winnow.cli.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import winnow.protocol.ExitCode;

/**
 * Where a broker listens, as its settings say.
 *
 * @param host empty for every address that the machine has
 * @param protocol what is spoken there: PLAINTEXT, SSL …
 */
public record BrokerListener(String name, String host, String port, String protocol) {
    private static final String KAFKAS_DEFAULT = "PLAINTEXT://:9092";

    /** Those of a server.properties. */
    public static List<BrokerListener> of(Map<String, String> settings) {
        Map<String, String> protocols = protocols(settings.getOrDefault("listener.security.protocol.map", ""));
        List<BrokerListener> listeners = new ArrayList<>();
        for (String listener :
                settings.getOrDefault("listeners", KAFKAS_DEFAULT).split("\\s*,\\s*", -1)) {
            int colon = listener.lastIndexOf(':');
            int slashes = listener.indexOf("://");
            if (slashes < 1 || colon <= slashes) {
                throw ExitCode.USAGE.because(
                        "listeners are written as NAME://HOST:PORT, separated by commas, not '" + listener + "'");
            }
            String name = listener.substring(0, slashes).strip().toUpperCase(Locale.ROOT);
            listeners.add(new BrokerListener(
                    name,
                    listener.substring(slashes + "://".length(), colon),
                    listener.substring(colon + 1).strip(),
                    protocols.getOrDefault(name, byName(name))));
        }
        return listeners;
    }

    private static Map<String, String> protocols(String map) {
        Map<String, String> protocols = new TreeMap<>();
        for (String entry : map.split(",", -1)) {
            int colon = entry.indexOf(':');
            if (colon > 0) {
                protocols.put(
                        entry.substring(0, colon).strip().toUpperCase(Locale.ROOT),
                        entry.substring(colon + 1).strip().toUpperCase(Locale.ROOT));
            }
        }
        return protocols;
    }

    /** Kafka takes a name for the protocol, and a controller's listener without one for PLAINTEXT. */
    private static String byName(String name) {
        return List.of("SSL", "SASL_SSL", "SASL_PLAINTEXT").contains(name) ? name : "PLAINTEXT";
    }

    /** Whether others than this machine's own programs may hear what is said there, in plain. */
    private boolean isPlainForOthers() {
        return PlainTraffic.isPlain(protocol) && !PlainTraffic.isLoopback(host);
    }

    /** @throws winnow.protocol.StopException USAGE if one is plain and not for this machine alone */
    public static void refusePlain(List<BrokerListener> listeners) {
        for (BrokerListener listener : listeners) {
            if (listener.isPlainForOthers()) {
                throw ExitCode.USAGE.because("the listener " + listener.name() + " is reachable from other machines ("
                        + (listener.host().isEmpty() ? "every address" : listener.host()) + ":" + listener.port()
                        + ") and speaks " + listener.protocol() + ": give it SSL (listener.security.protocol.map),"
                        + " or say --allow-plaintext");
            }
        }
    }
}
