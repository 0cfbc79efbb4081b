package winnow.cli.option;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import winnow.cli.access.KafkaRole;
import winnow.cli.access.PlainTraffic;
import winnow.cli.access.SecretFile;
import winnow.protocol.kafka.ClientSettings;

/** Which Kafka a command talks to, as whom, and what its clients are told. */
public final class KafkaOptions {
    private final KafkaRole role;

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            description = "where Kafka is (default: bootstrap.servers of --kafka-config, or the broker that"
                    + " 'winnow up' started)")
    private @Nullable String bootstrap;

    @Mixin
    private final KafkaConfigOption config = new KafkaConfigOption();

    @Option(
            names = "--allow-plaintext",
            description = "speaks to other machines without TLS, for all on the way to read and change (default: no)")
    private boolean allowPlaintext;

    @Mixin
    private final ClientSettingOption clientSettings = new ClientSettingOption();

    public KafkaOptions() {
        this(KafkaRole.OPERATOR);
    }

    /** @param role whose file of a folder is read */
    public KafkaOptions(KafkaRole role) {
        this.role = role;
    }

    /** Whether the user named a broker, so that the cluster of this machine does not matter. */
    public boolean namesBroker() {
        return bootstrap != null || given().containsKey(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
    }

    /**
     * @throws winnow.protocol.StopException if no broker is named and none of this machine's runs, or if secrets would be
     *     told to others
     */
    public ClientSettings settings(HomeOption home) {
        Map<String, String> all = given();
        String named = all.remove(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
        if (bootstrap != null) {
            named = bootstrap;
        }
        String address = named == null ? home.runningCluster().bootstrap() : named;
        if (!allowPlaintext) {
            PlainTraffic.refuse(
                    address,
                    all.getOrDefault(
                            CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
                            CommonClientConfigs.DEFAULT_SECURITY_PROTOCOL));
        }
        return new ClientSettings(address, all);
    }

    /** All files with secrets that these options name, whoever may read them. */
    public List<SecretFile> secretFiles() {
        return config.secretFiles();
    }

    private Map<String, String> given() {
        Map<String, String> given = new TreeMap<>(config.settings(role));
        given.putAll(clientSettings.overrides());
        return given;
    }

    /** Has the files of programs that are to be started fail now, and not when each of them reads its own. */
    public void requireFilesOf(KafkaRole... others) {
        for (KafkaRole other : others) {
            config.settings(other);
        }
    }

    /** The arguments that give another winnow command these settings; it reads the file itself, as its own role. */
    public List<String> arguments(ClientSettings settings) {
        List<String> arguments = new ArrayList<>(List.of("--bootstrap", settings.bootstrap()));
        arguments.addAll(config.arguments());
        if (allowPlaintext) {
            arguments.add("--allow-plaintext");
        }
        arguments.addAll(clientSettings.arguments());
        return arguments;
    }
}
