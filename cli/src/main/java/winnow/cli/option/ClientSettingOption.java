package winnow.cli.option;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import picocli.CommandLine.Option;
import winnow.cli.access.SecretSettings;
import winnow.protocol.ExitCode;

/** Any setting of Kafka's clients, handed on to every program that a command starts. */
public final class ClientSettingOption {
    private static final Set<String> KNOWN = new TreeSet<>();

    static {
        KNOWN.addAll(ProducerConfig.configNames());
        KNOWN.addAll(ConsumerConfig.configNames());
        KNOWN.addAll(AdminClientConfig.configNames());
        KNOWN.addAll(StreamsConfig.configDef().names());
    }

    @Option(
            names = {"-X", "--client-setting"},
            paramLabel = "KEY=VALUE",
            description = "a setting of Kafka's clients, named as in Kafka's documentation; may be given several times;"
                    + " secrets belong into the file of --kafka-config")
    private Map<String, String> overrides = new TreeMap<>();

    Map<String, String> overrides() {
        for (String key : overrides.keySet()) {
            requireKnown(key, "-X");
            if (SecretSettings.isSecret(key)) {
                throw ExitCode.USAGE.because(
                        "-X " + key + " is a secret, and everybody on this machine can read command"
                                + " lines: put it into a file of mode 0600 and name that by --kafka-config");
            }
        }
        return overrides;
    }

    /** @param where it was set */
    static void requireKnown(String key, String where) {
        if (!KNOWN.contains(key)) {
            throw ExitCode.USAGE.because("no client of Kafka has a setting '" + key + "' (" + where + ")");
        }
    }

    /** The same settings as arguments of another winnow command. */
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        overrides().forEach((key, value) -> {
            arguments.add("-X");
            arguments.add(key + "=" + value);
        });
        return arguments;
    }
}
