package winnow.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;
import winnow.protocol.kafka.ClientSettings;
import winnow.protocol.kafka.CompactedTopic;
import winnow.protocol.kafka.Topics;
import winnow.protocol.member.Member;
import winnow.protocol.member.Role;

/** What {@code up} and {@code down} promise, with the real broker and stand-ins for the instances. */
@Timeout(300)
final class LocalClusterIT {
    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private final List<String> talk = new ArrayList<>();
    private Path urls;
    private LocalCluster cluster;
    private int brokerPort;
    private int controllerPort;

    @BeforeEach
    void choosePorts() throws Exception {
        urls = folder.resolve("urls.txt");
        cluster = cluster("");
        try (ServerSocket one = anyPort();
                ServerSocket other = anyPort()) {
            brokerPort = one.getLocalPort();
            controllerPort = other.getLocalPort();
        }
    }

    @AfterEach
    void down() {
        cluster.down(talk::add);
    }

    @Test
    void theClusterIsWhatWasWantedLast() throws Exception {
        ClusterView two = up(2);
        assertThat(two.bootstrap()).isEqualTo("127.0.0.1:" + brokerPort);
        assertThat(pids(two)).containsOnlyKeys("broker", "instance-1", "instance-2");
        assertThat(members()).containsOnlyKeys("instance-1", "instance-2");
        assertThat(Files.readString(urls)).startsWith("broker " + two.bootstrap() + "\ninstance-1 pid ");

        // again: nothing changes, nothing is said
        talk.clear();
        assertThat(cluster.up(request(OptionalInt.empty(), OptionalInt.empty()), talk::add))
                .isEqualTo(two);
        assertThat(talk).isEmpty();

        ClusterView three = up(3);
        assertThat(pids(three)).containsAllEntriesOf(pids(two)).hasSize(4);

        ClusterView one = up(1);
        assertThat(pids(one)).containsOnlyKeys("broker", "instance-1");
        assertThat(pids(two)).containsAllEntriesOf(pids(one));
        // they were asked to end, and took their names away
        assertThat(members()).containsOnlyKeys("instance-1");
        assertThat(Files.readString(urls)).hasLineCount(2);

        kill(one.instances().get(0));
        ClusterView instanceBack = up(1);
        assertThat(pids(instanceBack)).containsEntry("broker", pids(one).get("broker"));
        assertThat(pids(instanceBack).get("instance-1")).isNotEqualTo(pids(one).get("instance-1"));
        assertThat(members().values())
                .extracting(Member::pid)
                .containsExactly(pids(instanceBack).get("instance-1"));

        putMember("kept");
        kill(broker(instanceBack));
        assertThat(cluster.view().orElseThrow().brokersAlive()).isZero();
        ClusterView brokerBack = up(1);
        assertThat(pids(brokerBack))
                .containsEntry("instance-1", pids(instanceBack).get("instance-1"));
        assertThat(pids(brokerBack).get("broker"))
                .isNotEqualTo(pids(instanceBack).get("broker"));
        assertThat(members()).containsOnlyKeys("instance-1", "kept");

        assertThatThrownBy(() -> cluster.up(request(OptionalInt.empty(), OptionalInt.of(brokerPort + 1)), talk::add))
                .asInstanceOf(type(StopException.class))
                .satisfies(stop -> assertThat(stop.exitCode()).isEqualTo(ExitCode.USAGE))
                .extracting(Throwable::getMessage)
                .asString()
                .contains("winnow down");

        cluster.down(talk::add);
        assertThat(pids(brokerBack).values()).allMatch(LocalClusterIT::gone);
        assertThat(urls).doesNotExist();
        assertThat(cluster.view().orElseThrow().up()).isFalse();
        talk.clear();
        cluster.down(talk::add);
        assertThat(talk).containsExactly("nothing is running");

        // size and data were kept, and the port can be another
        try (ServerSocket other = anyPort()) {
            brokerPort = other.getLocalPort();
        }
        ClusterView again = cluster.up(request(OptionalInt.empty(), OptionalInt.of(brokerPort)), talk::add);
        assertThat(again.bootstrap()).isEqualTo("127.0.0.1:" + brokerPort);
        assertThat(members()).containsOnlyKeys("instance-1", "kept");
    }

    @Test
    void aTakenPortStartsNothing() throws Exception {
        try (ServerSocket taken = anyPort()) {
            assertThatThrownBy(() ->
                            cluster.up(request(OptionalInt.of(1), OptionalInt.of(taken.getLocalPort())), talk::add))
                    .asInstanceOf(type(StopException.class))
                    .satisfies(stop -> assertThat(stop.exitCode()).isEqualTo(ExitCode.USAGE))
                    .extracting(Throwable::getMessage)
                    .asString()
                    .contains("port " + taken.getLocalPort() + " is taken");
        }
        assertThat(cluster.view()).isEmpty();
        assertThat(talk).isEmpty();
    }

    @Test
    void anInstanceThatEndsAtItsStartIsSaidInOneLine() {
        cluster = cluster("broken");
        assertThatThrownBy(() -> up(1))
                .asInstanceOf(type(StopException.class))
                .satisfies(stop -> assertThat(stop.exitCode()).isEqualTo(ExitCode.FAILED))
                .extracting(Throwable::getMessage)
                .asString()
                .contains("instance-1 ended", "logs/instance-1.log", StandInInstance.LAST_WORDS)
                .hasLineCount(1);

        // what runs goes on, so that up can be tried again
        ClusterView left = cluster.view().orElseThrow();
        assertThat(left.brokersAlive()).isEqualTo(1);
        cluster = cluster("");
        assertThat(pids(up(1))).containsEntry("broker", broker(left).pid());
    }

    @Test
    void anInstanceThatSaysNothingIsNamedAfterTheTimeout() {
        cluster = new LocalCluster(folder.resolve("home"), (name, bootstrap) -> List.of("sleep", "600"));
        UpRequest impatient = new UpRequest(
                OptionalInt.of(1),
                OptionalInt.empty(),
                OptionalInt.of(brokerPort),
                OptionalInt.of(controllerPort),
                Duration.ofSeconds(10),
                urls);
        assertThatThrownBy(() -> cluster.up(impatient, talk::add))
                .asInstanceOf(type(StopException.class))
                .satisfies(stop -> assertThat(stop.exitCode()).isEqualTo(ExitCode.NOT_READY))
                .extracting(Throwable::getMessage)
                .asString()
                .contains("10 s", "logs/")
                .hasLineCount(1);
    }

    private LocalCluster cluster(String otherName) {
        return new LocalCluster(
                folder.resolve("home"),
                (name, bootstrap) -> JavaCommand.of(
                                64, StandInInstance.class.getName(), otherName.isEmpty() ? name : otherName, bootstrap)
                        .forOneThread()
                        .line());
    }

    private ClusterView up(int size) {
        return cluster.up(request(OptionalInt.of(size), OptionalInt.of(brokerPort)), talk::add);
    }

    private UpRequest request(OptionalInt size, OptionalInt broker) {
        return new UpRequest(size, OptionalInt.empty(), broker, OptionalInt.of(controllerPort), LONG, urls);
    }

    private Map<String, Member> members() {
        return memberTopic().read();
    }

    private void putMember(String name) {
        try (CompactedTopic.Writer<Member> writer = memberTopic().writer()) {
            writer.put(name, Member.of(name, Role.INSTANCE, "elsewhere", 1, Instant.EPOCH, Instant.EPOCH, Map.of()));
        }
    }

    private CompactedTopic<Member> memberTopic() {
        return new CompactedTopic<>(ClientSettings.of("127.0.0.1:" + brokerPort), Topics.MEMBERS, Member.class);
    }

    private static Map<String, Long> pids(ClusterView view) {
        Map<String, Long> pids = new TreeMap<>();
        view.brokers().forEach(broker -> broker.process().ifPresent(process -> pids.put(broker.name(), process.pid())));
        view.instances().forEach(instance -> pids.put(instance.name(), instance.pid()));
        return pids;
    }

    private static ProcessView broker(ClusterView view) {
        return view.brokers().get(0).process().orElseThrow();
    }

    private static void kill(ProcessView process) {
        ProcessHandle handle = ProcessHandle.of(process.pid()).orElseThrow();
        handle.destroyForcibly();
        handle.onExit().join();
    }

    private static boolean gone(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().command())
                .isEmpty();
    }

    private static ServerSocket anyPort() throws Exception {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
}
