package winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
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

/** Brokers as services run them: each in the foreground, laid out by somebody else, and known to the others by its key. */
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
        TestAuthority.requireOpenssl();
        TestAuthority authority = new TestAuthority(folder, "authority");
        TestAuthority next = new TestAuthority(folder, "next");
        TestAuthority.replace(
                folder.resolve("ca.pem"),
                Files.readString(authority.certificate()) + Files.readString(next.certificate()));
        BinWinnow winnow = new BinWinnow(folder);
        int port = TestCluster.firstOfFreePorts(2 * BROKERS);
        String clusterId = Uuid.randomUuid().toString();
        List<RunningCommand> brokers = new ArrayList<>();
        for (int number = 1; number <= BROKERS; number++) {
            authority.issue("kafka-" + number, key(number));
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

        // back with a key by another authority, which all trust: nobody had to stop for that
        next.issue("kafka-1", key(1));
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
        Path file = folder.resolve("server-" + number + ".properties");
        TestAuthority.replace(
                file,
                """
                node.id=%d
                process.roles=broker,controller
                controller.quorum.voters=%s
                controller.listener.names=CONTROLLER
                listeners=SSL://0.0.0.0:%d,CONTROLLER://0.0.0.0:%d
                advertised.listeners=SSL://127.0.0.1:%d
                listener.security.protocol.map=SSL:SSL,CONTROLLER:SSL
                security.inter.broker.protocol=SSL
                log.dirs=%s
                ssl.client.auth=required
                authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
                allow.everyone.if.no.acl.found=false
                super.users=User:CN=kafka-1;User:CN=kafka-2;User:CN=kafka-3
                """.formatted(
                                        number,
                                        voters,
                                        port + 2 * number - 2,
                                        port + 2 * number - 1,
                                        port + 2 * number - 2,
                                        folder.resolve("data-" + number))
                        + stores(number));
        return file;
    }

    private Path key(int number) {
        return folder.resolve("kafka-" + number + ".pem");
    }

    private String stores(int number) {
        return """
                ssl.keystore.type=PEM
                ssl.keystore.location=%s
                ssl.truststore.type=PEM
                ssl.truststore.location=%s
                """.formatted(key(number), folder.resolve("ca.pem"));
    }

    private Properties client(String bootstrap) {
        Properties settings = new Properties();
        try {
            settings.load(new StringReader(stores(2)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(AdminClientConfig.SECURITY_PROTOCOL_CONFIG, "SSL");
        return settings;
    }

    private void awaitBrokers(String bootstrap, Set<Integer> wanted) {
        try (Admin admin = Admin.create(client(bootstrap))) {
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
