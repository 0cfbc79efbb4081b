package winnow.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import org.apache.kafka.common.Uuid;
import winnow.protocol.ExitCode;

/**
 * What one broker has on disk:
 *
 * <pre>
 * server.properties      written at each start of the broker
 * data/                  its logs; they outlive it
 * data/meta.properties   written last by Kafka's formatter: without it the data was never formatted to the end
 * </pre>
 */
record BrokerFolder(Path path) {
    BrokerFolder {
        if (path.toString().indexOf(',') >= 0) {
            throw ExitCode.USAGE.because("the broker cannot have its data in " + path
                    + ", because a comma ends a folder's name in its settings: choose a folder without one (--home)");
        }
    }

    Path settings() {
        return path.resolve("server.properties");
    }

    Path data() {
        return path.resolve("data");
    }

    /** The id of the Kafka cluster that the data belongs to; empty if there is no data. */
    Optional<String> clusterId() {
        return read(data().resolve("meta.properties")).map(meta -> meta.getProperty("cluster.id"));
    }

    /** Of how many brokers the data is one's; empty if there is no data. */
    OptionalInt brokers() {
        String voters = clusterId()
                .flatMap(id -> read(settings()))
                .map(settings -> settings.getProperty(BrokerSettings.VOTERS))
                .orElse(null);
        return voters == null ? OptionalInt.empty() : OptionalInt.of(voters.split(",").length);
    }

    static String newClusterId() {
        return Uuid.randomUuid().toString();
    }

    private static Optional<Properties> read(Path file) {
        Properties properties = new Properties();
        try (var bytes = Files.newInputStream(file)) {
            properties.load(bytes);
            return Optional.of(properties);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            throw ExitCode.FAILED.because(
                    "cannot read " + file + ": " + e.getMessage() + "; it says which cluster the data"
                            + " beside it belongs to: mend it, or remove the broker's whole folder",
                    e);
        }
    }
}
