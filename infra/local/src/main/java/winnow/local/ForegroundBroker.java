package winnow.local;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;
import winnow.protocol.ExitCode;

/**
 * One broker or controller, or both in one, of a cluster that somebody else has laid out: Kafka's own, in this process,
 * set to what its server.properties says.
 */
public final class ForegroundBroker {
    private final Path settings;
    private final KafkaRaftServer server;

    private ForegroundBroker(Path settings, KafkaRaftServer server) {
        this.settings = settings;
        this.server = server;
    }

    /**
     * Formats its storage where that is new.
     *
     * @param settings the file's name, for people
     * @param given what it says
     * @param clusterId as for {@code kafka-storage format}; null if the storage is not new
     * @throws winnow.protocol.StopException if it cannot be so
     */
    public static ForegroundBroker of(Path settings, Map<String, String> given, @Nullable String clusterId) {
        Properties properties = new Properties();
        properties.putAll(given);
        try {
            KafkaConfig config = KafkaConfig.fromProps(properties, false);
            BrokerStorage.of(settings, properties).formatWhereNew(clusterId);
            return new ForegroundBroker(settings, new KafkaRaftServer(config, Time.SYSTEM));
        } catch (ConfigException | IllegalArgumentException e) {
            throw ExitCode.USAGE.because("a broker cannot be as " + settings + " says: " + e.getMessage(), e);
        }
    }

    /** Blocks until {@link #stop}. */
    public void run() {
        try {
            server.startup();
        } catch (RuntimeException e) {
            server.shutdown();
            throw ExitCode.FAILED.because("the broker of " + settings + " does not start: " + rootOf(e), e);
        }
        server.awaitShutdown();
    }

    private static String rootOf(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root == thrown
                ? String.valueOf(thrown.getMessage())
                : thrown.getMessage() + " (" + root.getMessage() + ")";
    }

    /** Hands over its partitions, closes its logs and ends {@link #run}. Any thread; returns when that is done. */
    public void stop() {
        server.shutdown();
    }
}
