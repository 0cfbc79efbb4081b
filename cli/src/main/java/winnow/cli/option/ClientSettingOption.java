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
        if (!Known.NAMES.contains(key)) {
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

    /** Made when somebody sets something: most programs are started without, and would load half of Kafka for it. */
    private static final class Known {
        static final Set<String> NAMES = new TreeSet<>();

        static {
            NAMES.addAll(ProducerConfig.configNames());
            NAMES.addAll(ConsumerConfig.configNames());
            NAMES.addAll(AdminClientConfig.configNames());
            NAMES.addAll(StreamsConfig.configDef().names());
        }
    }
}
