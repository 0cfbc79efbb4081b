package winnow.cli.option;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import winnow.protocol.kafka.ClientSettings;

/** Which Kafka a command talks to, and what its clients are told. */
public final class KafkaOptions {
    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            description = "where Kafka is (default: the broker that 'winnow up' started)")
    private @Nullable String bootstrap;

    @Mixin
    private final ClientSettingOption clientSettings = new ClientSettingOption();

    /** Whether the user named a broker, so that the cluster of this machine does not matter. */
    public boolean namesBroker() {
        return bootstrap != null;
    }

    /** @throws winnow.protocol.StopException if no broker is named and none of this machine's runs */
    public ClientSettings settings(HomeOption home) {
        String address = bootstrap == null ? home.runningCluster().bootstrap() : bootstrap;
        return new ClientSettings(address, clientSettings.overrides());
    }

    /** The arguments that give another winnow command these settings. */
    public List<String> arguments(ClientSettings settings) {
        List<String> arguments = new ArrayList<>(List.of("--bootstrap", settings.bootstrap()));
        arguments.addAll(clientSettings.arguments());
        return arguments;
    }
}
