package winnow.cli.option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import winnow.cli.access.KafkaConfigFile;
import winnow.cli.access.KafkaRole;
import winnow.cli.access.PlainTraffic;
import winnow.cli.access.SecretFile;
import winnow.protocol.ExitCode;

/** Settings of Kafka's clients in a file, where secrets may be; other programs are told its name and read it themselves. */
public final class KafkaConfigOption {
    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description = {
                "settings of Kafka's clients, as Java properties: here belong certificates and passwords",
                "or a folder with operator.properties, sender.properties, receiver.properties …: each program takes its own"
            })
    private @Nullable Path path;

    /** Those of one role; none without a file. */
    Map<String, String> settings(KafkaRole role) {
        if (path == null) {
            return Map.of();
        }
        KafkaConfigFile file = KafkaConfigFile.read(path, role);
        file.settings()
                .keySet()
                .forEach(
                        key -> ClientSettingOption.requireKnown(key, file.path().toString()));
        return file.settings();
    }

    /** @throws winnow.protocol.StopException USAGE if the brokers of this machine would not understand its clients */
    public void requirePlain(KafkaRole role) {
        String protocol = settings(role).getOrDefault(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, "PLAINTEXT");
        if (!PlainTraffic.isPlain(protocol)) {
            throw ExitCode.USAGE.because("the brokers that 'up' starts are for this machine alone and speak PLAINTEXT,"
                    + " not " + protocol + " as in " + path + ": leave --kafka-config (WINNOW_KAFKA_CONFIG) out");
        }
    }

    /** What of it, and of what it names, is to be its owner's alone. */
    List<SecretFile> secretFiles() {
        if (path == null) {
            return List.of();
        }
        List<SecretFile> files = new ArrayList<>();
        for (Path file : KafkaConfigFile.filesAt(path)) {
            files.addAll(KafkaConfigFile.unchecked(file).secretFiles());
        }
        return files;
    }

    /** The option that gives another winnow command the same file. */
    public List<String> arguments() {
        return path == null
                ? List.of()
                : List.of("--kafka-config", path.toAbsolutePath().normalize().toString());
    }
}
