package winnow.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import winnow.cli.access.BrokerListener;
import winnow.cli.access.KafkaConfigFile;
import winnow.local.ForegroundBroker;
import winnow.protocol.ExitCode;

/** {@code winnow broker}: one broker of a cluster of several machines. */
@Command(
        description =
                "Runs a Kafka broker or controller (KRaft) until it is stopped, as a service does. Formats its storage when"
                        + " that is new.")
final class BrokerCommand implements Callable<Integer> {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            required = true,
            description = "its server.properties; holds it a secret, it is of mode 0600")
    private Path config;

    @Option(
            names = "--cluster-id",
            paramLabel = "ID",
            description = "the Kafka cluster that new storage is to belong to, the same for all of its brokers")
    private @Nullable String clusterId;

    @Option(
            names = "--allow-plaintext",
            description = "listens to other machines without TLS, for all on the way to read and change (default: no)")
    private boolean allowPlaintext;

    @Override
    public Integer call() {
        KafkaConfigFile file = KafkaConfigFile.read(config);
        if (!allowPlaintext) {
            BrokerListener.refusePlain(BrokerListener.of(file.settings()));
        }
        ForegroundBroker broker = ForegroundBroker.of(config, file.settings(), clusterId);
        try (Termination termination = Termination.stops(broker::stop)) {
            broker.run();
            return termination.endWith(ExitCode.DONE.number());
        }
    }
}
