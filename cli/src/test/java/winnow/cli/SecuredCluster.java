package winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.Uuid;
import winnow.cli.access.KafkaConfigFile;
import winnow.cli.access.KafkaRole;
import winnow.protocol.kafka.ClientSettings;

/** One broker and instances as services on machines run them: TLS only, all that is not granted denied. Gone when closed. */
final class SecuredCluster implements AutoCloseable {
    static final String BROKER = "kafka-1";

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path folder;
    private final BinWinnow winnow;
    private final int port;
    private final List<RunningCommand> started = new ArrayList<>();

    /** Each role's certificate is in {@code roles}, beside its properties. */
    SecuredCluster(Path folder, TestAuthority authority) throws IOException {
        this.folder = folder;
        this.port = TestCluster.firstOfFreePorts(2);
        Files.createDirectories(roles());
        trust(authority);
        for (KafkaRole role : KafkaRole.values()) {
            authority.issue(role.toString(), key(role.toString()));
            TestAuthority.replace(roles().resolve(role + ".properties"), client(role.toString()));
        }
        authority.issue(BROKER, key(BROKER));
        TestAuthority.replace(administrator(), client(BROKER));
        TestAuthority.replace(brokerSettings(), brokerProperties());
        this.winnow = new BinWinnow(folder).with("WINNOW_KAFKA_CONFIG", roles().toString());
        start(
                "broker",
                "--config",
                brokerSettings().toString(),
                "--cluster-id",
                Uuid.randomUuid().toString());
        Await.that("the broker listens", PATIENCE, () -> TestTls.answers(port));
        BinWinnow.Result acl =
                winnow.run("acl", "apply", "--kafka-config", administrator().toString());
        assertThat(acl.exitCode()).as(acl.err()).isZero();
    }

    /** The one file of who is trusted, for all. */
    void trust(TestAuthority... authorities) throws IOException {
        StringBuilder all = new StringBuilder();
        for (TestAuthority authority : authorities) {
            all.append(Files.readString(authority.certificate()));
        }
        TestAuthority.replace(trusted(), all.toString());
    }

    Path trusted() {
        return roles().resolve("ca.pem");
    }

    Path roles() {
        return folder.resolve("roles");
    }

    Path key(String commonName) {
        return roles().resolve(commonName + ".pem");
    }

    /** For {@code --kafka-config}, of somebody who may do everything. */
    Path administrator() {
        return folder.resolve("administrator.properties");
    }

    private Path brokerSettings() {
        return folder.resolve("server.properties");
    }

    BinWinnow winnow() {
        return winnow;
    }

    int port() {
        return port;
    }

    String bootstrap() {
        return "127.0.0.1:" + port;
    }

    /** Kafka's settings for a client with this certificate. */
    String client(String commonName) {
        return text(settings(commonName));
    }

    private Map<String, String> settings(String commonName) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("bootstrap.servers", bootstrap());
        settings.put("security.protocol", "SSL");
        settings.put("ssl.keystore.type", "PEM");
        settings.put("ssl.keystore.location", key(commonName).toString());
        settings.put("ssl.truststore.type", "PEM");
        settings.put("ssl.truststore.location", trusted().toString());
        return settings;
    }

    ClientSettings as(KafkaRole role) {
        return as(KafkaConfigFile.read(roles(), role));
    }

    ClientSettings asAdministrator() {
        return as(KafkaConfigFile.read(administrator()));
    }

    private ClientSettings as(KafkaConfigFile file) {
        Map<String, String> settings = new TreeMap<>(file.settings());
        settings.remove(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
        return new ClientSettings(bootstrap(), settings);
    }

    private String brokerProperties() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("node.id", "1");
        settings.put("process.roles", "broker,controller");
        settings.put("controller.quorum.voters", "1@127.0.0.1:" + (port + 1));
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listeners", "SSL://0.0.0.0:" + port + ",CONTROLLER://0.0.0.0:" + (port + 1));
        settings.put("advertised.listeners", "SSL://" + bootstrap());
        settings.put("listener.security.protocol.map", "SSL:SSL,CONTROLLER:SSL");
        settings.put("security.inter.broker.protocol", "SSL");
        settings.put("ssl.client.auth", "required");
        settings.put("ssl.keystore.type", "PEM");
        settings.put("ssl.keystore.location", key(BROKER).toString());
        settings.put("ssl.truststore.type", "PEM");
        settings.put("ssl.truststore.location", trusted().toString());
        settings.put("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
        settings.put("allow.everyone.if.no.acl.found", "false");
        settings.put("super.users", "User:CN=" + BROKER);
        settings.put("log.dirs", folder.resolve("data").toString());
        settings.put("default.replication.factor", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.state.log.num.partitions", "4");
        settings.put("auto.create.topics.enable", "false");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("group.min.session.timeout.ms", "1000");
        return text(settings);
    }

    private static String text(Map<String, String> settings) {
        StringBuilder text = new StringBuilder();
        settings.forEach(
                (key, value) -> text.append(key).append('=').append(value).append('\n'));
        return text.toString();
    }

    /** Starts an instance, and returns when it is ready. */
    RunningCommand instance(String name) {
        RunningCommand instance = start("instance", "--name", name, "--threads", "2");
        Await.that(name + " is ready", PATIENCE, () -> {
            assertThat(instance.alive()).as(instance.said()).isTrue();
            return instance.said().contains("instance=" + name + " ready");
        });
        return instance;
    }

    RunningCommand start(String... arguments) {
        RunningCommand command = winnow.start(arguments);
        started.add(command);
        return command;
    }

    /** Stops what was started, the broker last. */
    @Override
    public void close() {
        for (int i = started.size() - 1; i >= 0; i--) {
            RunningCommand command = started.get(i);
            if (command.alive()) {
                Signal.TERM.send(command.pid());
                command.await();
            }
        }
    }

    /** What the broker has logged. */
    String brokerLog() {
        return started.get(0).said();
    }
}
