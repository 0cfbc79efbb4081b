package winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Brokers as services run them: each in the foreground, laid out by somebody else. */
class BrokerIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int BROKERS = 3;

    @TempDir
    Path folder;

    private final List<RunningCommand> started = new ArrayList<>();

    @AfterEach
    void stopAll() {
        started.stream().filter(RunningCommand::alive).forEach(broker -> Signal.kill(broker.pid()));
    }

    @Test
    void threeBrokersFormThemselvesStopInGoodOrderAndKeepTheirData() throws IOException {
        BinWinnow winnow = new BinWinnow(folder);
        int port = TestCluster.firstOfFreePorts(2 * BROKERS);
        String clusterId = Uuid.randomUuid().toString();
        List<RunningCommand> brokers = new ArrayList<>();
        for (int number = 1; number <= BROKERS; number++) {
            brokers.add(start(winnow, settings(number, port), clusterId));
        }
        String bootstrap = "127.0.0.1:" + port + ",127.0.0.1:" + (port + 2) + ",127.0.0.1:" + (port + 4);
        awaitBrokers(bootstrap, Set.of(1, 2, 3));

        Signal.TERM.send(brokers.get(0).pid());
        assertThat(brokers.get(0).await().exitCode()).as(brokers.get(0).said()).isZero();
        awaitBrokers(bootstrap, Set.of(2, 3));

        // its storage knows where it belongs
        BinWinnow.Result wrong = winnow.run(
                "broker",
                "--config",
                settings(1, port).toString(),
                "--cluster-id",
                Uuid.randomUuid().toString());
        assertThat(wrong.exitCode()).isEqualTo(1);
        assertThat(wrong.sentence()).contains("belongs to the Kafka cluster " + clusterId + ", not to ");
        start(winnow, settings(1, port), null);
        awaitBrokers(bootstrap, Set.of(1, 2, 3));
    }

    private RunningCommand start(BinWinnow winnow, Path settings, @Nullable String clusterId) {
        List<String> command = new ArrayList<>(List.of("broker", "--config", settings.toString()));
        if (clusterId != null) {
            command.addAll(List.of("--cluster-id", clusterId));
        }
        RunningCommand broker = winnow.start(command.toArray(String[]::new));
        started.add(broker);
        return broker;
    }

    private Path settings(int number, int port) throws IOException {
        String voters = IntStream.rangeClosed(1, BROKERS)
                .mapToObj(voter -> voter + "@127.0.0.1:" + (port + 2 * voter - 1))
                .collect(Collectors.joining(","));
        return Files.writeString(folder.resolve("server-" + number + ".properties"), """
                node.id=%d
                process.roles=broker,controller
                controller.quorum.voters=%s
                controller.listener.names=CONTROLLER
                listeners=PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d
                log.dirs=%s
                """.formatted(
                number, voters, port + 2 * number - 2, port + 2 * number - 1, folder.resolve("data-" + number)));
    }

    private void awaitBrokers(String bootstrap, Set<Integer> wanted) {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap))) {
            Set<Integer> seen = new HashSet<>();
            Await.that("brokers " + wanted, PATIENCE, () -> {
                seen.clear();
                seen.addAll(brokers(admin));
                return seen.equals(wanted);
            });
        }
    }

    private static Set<Integer> brokers(Admin admin) {
        try {
            return admin.describeCluster().nodes().get(10, TimeUnit.SECONDS).stream()
                    .map(Node::id)
                    .collect(Collectors.toSet());
        } catch (ExecutionException | TimeoutException e) {
            return Set.of(); // not yet
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
