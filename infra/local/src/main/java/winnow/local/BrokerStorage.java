package winnow.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import winnow.protocol.ExitCode;

/**
 * The folders of a broker's data, as its settings name them. Without a {@code meta.properties}, which Kafka's formatter
 * writes last, a folder was never formatted to the end.
 *
 * @param settings the broker's server.properties
 */
record BrokerStorage(Path settings, List<Path> folders) {
    private static final String KAFKAS_DEFAULT = "/tmp/kafka-logs";

    static BrokerStorage of(Path settings, Properties properties) {
        String logs = properties.getProperty("log.dirs", properties.getProperty("log.dir", KAFKAS_DEFAULT));
        Set<String> folders = new TreeSet<>(List.of(logs.split("\\s*,\\s*", -1)));
        folders.add(properties.getProperty("metadata.log.dir", ""));
        folders.remove("");
        return new BrokerStorage(settings, folders.stream().map(Path::of).toList());
    }

    /**
     * Formats what is new.
     *
     * @param clusterId the Kafka cluster that the broker is to belong to; null if only its data says so
     * @throws winnow.protocol.StopException USAGE if nothing says which cluster, FAILED if its data is another one's
     */
    void formatWhereNew(@Nullable String clusterId) {
        List<String> ids = folders.stream()
                .flatMap(folder -> clusterId(folder).stream())
                .distinct()
                .toList();
        if (ids.size() > 1 || (!ids.isEmpty() && clusterId != null && !ids.contains(clusterId))) {
            throw ExitCode.FAILED.because("the data in " + names() + " belongs to the Kafka cluster "
                    + String.join(" and ", ids) + (clusterId == null ? "" : ", not to " + clusterId)
                    + ": name that by --cluster-id, or give this broker folders of its own (log.dirs)");
        }
        if (folders.stream().allMatch(folder -> clusterId(folder).isPresent())) {
            return;
        }
        String id = Stream.concat(Stream.ofNullable(clusterId), ids.stream())
                .findFirst()
                .orElseThrow(() -> ExitCode.USAGE.because("the storage in " + names() + " is new, and nothing says to"
                        + " which Kafka cluster it is to belong: give every broker of it the same --cluster-id, for"
                        + " example " + Uuid.randomUuid()));
        format(id);
    }

    private void format(String clusterId) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        String[] arguments = {"format", "--ignore-formatted", "--cluster-id", clusterId, "--config", settings.toString()
        };
        int exit;
        try (PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            exit = StorageTool.execute(arguments, out);
        } catch (RuntimeException e) {
            throw ExitCode.FAILED.because("cannot format " + names() + ": " + e.getMessage(), e);
        }
        if (exit != 0) {
            throw ExitCode.FAILED.because("cannot format " + names() + ": "
                    + said.toString(StandardCharsets.UTF_8).strip());
        }
    }

    private String names() {
        return String.join(", ", folders.stream().map(Path::toString).toList());
    }

    private static Optional<String> clusterId(Path folder) {
        Properties meta = new Properties();
        Path file = folder.resolve("meta.properties");
        try (var bytes = Files.newInputStream(file)) {
            meta.load(bytes);
            return Optional.ofNullable(meta.getProperty("cluster.id"));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            throw ExitCode.FAILED.because("cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
