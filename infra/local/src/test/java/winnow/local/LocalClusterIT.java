package winnow.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
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
    private static final HubCommand NO_HUB = (port, bootstrap) -> List.of("false");
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
        brokerPort = firstOfFreePorts(6);
        controllerPort = brokerPort + 1;
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

        assertThatThrownBy(() -> cluster.up(request(OptionalInt.empty(), OptionalInt.of(brokerPort + 2)), talk::add))
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
    void threeBrokersAreOneCluster() throws Exception {
        ClusterView three = cluster.up(request(OptionalInt.of(3)), talk::add);
        assertThat(pids(three)).containsOnlyKeys("broker", "broker-2", "broker-3", "instance-1");
        assertThat(clusterIds()).hasSize(3);
        assertThat(Set.copyOf(clusterIds())).hasSize(1);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", three.bootstrap()))) {
            assertThat(admin.describeTopics(List.of(Topics.JOBS, Topics.MEMBERS))
                            .allTopicNames()
                            .get()
                            .values())
                    .allSatisfy(topic ->
                            assertThat(topic.partitions().get(0).replicas()).hasSize(3));
        }

        List<String> ids = clusterIds();
        kill(three.brokers().get(1).process().orElseThrow());
        wipe("broker-2");
        assertThat(cluster.view().orElseThrow().dead()).containsExactly("broker-2");
        talk.clear();
        ClusterView again = cluster.up(request(OptionalInt.empty()), talk::add);
        assertThat(talk).hasSize(2).allMatch(line -> line.contains("broker-2"));
        assertThat(pids(again)).containsEntry("broker", pids(three).get("broker"));
        assertThat(pids(again)).containsEntry("instance-1", pids(three).get("instance-1"));
        assertThat(clusterIds()).isEqualTo(ids);

        assertThatThrownBy(() -> cluster.up(request(OptionalInt.of(1)), talk::add))
                .asInstanceOf(type(StopException.class))
                .satisfies(stop -> assertThat(stop.exitCode()).isEqualTo(ExitCode.USAGE))
                .extracting(Throwable::getMessage)
                .asString()
                .contains(
                        "winnow down",
                        folder.resolve("home").resolve("broker-3").toString())
                .hasLineCount(1);
        assertThat(pids(cluster.view().orElseThrow())).isEqualTo(pids(again));

        cluster.down(talk::add);
        assertThat(pids(again).values()).allMatch(LocalClusterIT::gone);
        wipe("broker");
        wipe("broker-2");
        wipe("broker-3");
        assertThat(cluster.up(request(OptionalInt.of(1)), talk::add).bootstrap())
                .isEqualTo("127.0.0.1:" + brokerPort);
        assertThat(clusterIds()).hasSize(1).doesNotContainAnyElementsOf(ids);
    }

    @Test
    void aBrokerThatLostItsDataComesBackAsANewOneUnderLivingInstances() throws Exception {
        ClusterView before = up(2);
        List<String> id = clusterIds();
        kill(broker(before));
        wipe("broker");

        ClusterView after = up(2);

        assertThat(clusterIds()).hasSize(1).doesNotContainAnyElementsOf(id);
        assertThat(pids(after)).containsEntry("instance-1", pids(before).get("instance-1"));
        assertThat(pids(after)).containsEntry("instance-2", pids(before).get("instance-2"));
        assertThat(members()).containsOnlyKeys("instance-1", "instance-2");
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
        cluster = new LocalCluster(folder.resolve("home"), (name, bootstrap) -> List.of("sleep", "600"), NO_HUB);
        UpRequest impatient = new UpRequest(
                OptionalInt.of(1),
                OptionalInt.empty(),
                OptionalInt.of(brokerPort),
                OptionalInt.of(controllerPort),
                false,
                OptionalInt.empty(),
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
                        .line(),
                NO_HUB);
    }

    private ClusterView up(int size) {
        return cluster.up(request(OptionalInt.of(size), OptionalInt.of(brokerPort)), talk::add);
    }

    private UpRequest request(OptionalInt brokers) {
        return new UpRequest(
                OptionalInt.of(1),
                brokers,
                OptionalInt.of(brokerPort),
                OptionalInt.of(controllerPort),
                false,
                OptionalInt.empty(),
                LONG,
                urls);
    }

    private UpRequest request(OptionalInt size, OptionalInt broker) {
        return new UpRequest(
                size,
                OptionalInt.empty(),
                broker,
                OptionalInt.of(controllerPort),
                false,
                OptionalInt.empty(),
                LONG,
                urls);
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

    /** Of each broker that has data. */
    private List<String> clusterIds() {
        ClusterFolder home = new ClusterFolder(folder.resolve("home"));
        return new BrokerLayout(3, brokerPort, controllerPort)
                .nodes().stream()
                        .flatMap(node -> home.of(node).clusterId().stream())
                        .toList();
    }

    private void wipe(String broker) throws Exception {
        try (Stream<Path> files =
                Files.walk(folder.resolve("home").resolve(broker).resolve("data"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
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

    /** The first of so many in a row that were free a moment ago. */
    private static int firstOfFreePorts(int count) throws Exception {
        while (true) {
            int first;
            try (ServerSocket socket = anyPort()) {
                first = socket.getLocalPort();
            }
            if (IntStream.range(first, first + count).allMatch(LocalClusterIT::free)) {
                return first;
            }
        }
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    private static ServerSocket anyPort() throws Exception {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
}
