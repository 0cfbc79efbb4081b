package winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import winnow.protocol.kafka.Json;

/** A cluster as {@code winnow up} starts it, on free ports; gone when closed. */
final class TestCluster implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final BinWinnow winnow;
    private final List<String> hub;

    /** Without a hub. */
    TestCluster(BinWinnow winnow, int size) throws IOException {
        this(winnow, size, 1);
    }

    /** Without a hub. */
    TestCluster(BinWinnow winnow, int size, int brokers) throws IOException {
        this(winnow, size, brokers, List.of("--no-hub"));
    }

    static TestCluster withHub(BinWinnow winnow, int size) throws IOException {
        return new TestCluster(winnow, size, 1, List.of("--hub-port", Integer.toString(firstOfFreePorts(1))));
    }

    private TestCluster(BinWinnow winnow, int size, int brokers, List<String> hub) throws IOException {
        this.winnow = winnow;
        this.hub = hub;
        int port = firstOfFreePorts(2 * brokers);
        up(
                "--cluster-size",
                Integer.toString(size),
                "--brokers",
                Integer.toString(brokers),
                "--broker-port",
                Integer.toString(port),
                "--controller-port",
                Integer.toString(port + 1));
    }

    /** Starts again what has died. */
    void up() {
        up(new String[0]);
    }

    String bootstrap() {
        return "127.0.0.1:" + state().get("layout").get("brokerPort").asText();
    }

    long brokerPid() {
        return state().get("brokers").get("1").get("pid").asLong();
    }

    long hubPid() {
        return state().get("hub").get("pid").asLong();
    }

    /** Where the hub answers, without a slash at the end. */
    String hub() {
        return "http://127.0.0.1:" + state().get("hubPort").asText();
    }

    long instancePid(int number) {
        return state().get("instances").get(Integer.toString(number)).get("pid").asLong();
    }

    private JsonNode state() {
        try {
            return Json.read(Files.readAllBytes(winnow.home().resolve("cluster.json")), JsonNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The broker is killed, its data removed, and it is started again: another cluster, that knows nothing. */
    void loseTheBrokersDisk() {
        Signal.kill(brokerPid());
        try (Stream<Path> files = Files.walk(winnow.home().resolve("broker").resolve("data"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        up();
    }

    void resize(int size) {
        up("--cluster-size", Integer.toString(size));
    }

    /** Starts again what has died, and changes nothing else. */
    void up(String... arguments) {
        List<String> all = new ArrayList<>(List.of("up", "--timeout", "180"));
        all.addAll(hub);
        all.addAll(List.of(arguments));
        BinWinnow.Result up = winnow.run(all.toArray(String[]::new));
        assertThat(up.exitCode()).as(up.err()).isZero();
    }

    /** @return rows that were received of the job that is running, once they are more than before */
    long awaitMoreReceived(long before) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            JsonNode status = Json.read(
                    winnow.run("status", "--output", "json").out().getBytes(StandardCharsets.UTF_8), JsonNode.class);
            for (JsonNode job : status.get("jobs")) {
                long received = job.get("received").asLong();
                if (job.get("state").asText().equals("ACTIVE") && received > before) {
                    return received;
                }
            }
        }
        throw new AssertionError("no more than " + before + " rows within " + PATIENCE);
    }

    /** Runs a job that must succeed. */
    Run run(String... arguments) {
        String[] all = new String[arguments.length + 4];
        all[0] = "run";
        all[1] = "--quiet";
        all[2] = "--output";
        all[3] = "json";
        System.arraycopy(arguments, 0, all, 4, arguments.length);
        BinWinnow.Result result = winnow.run(all);
        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
        try {
            return new Run(Json.read(result.out().getBytes(StandardCharsets.UTF_8), JsonNode.class));
        } catch (IOException e) {
            throw new AssertionError("the verdict is no JSON: " + result.out(), e);
        }
    }

    /** The verdict of a job. */
    record Run(JsonNode verdict) {
        Path file(String name) {
            return Path.of(verdict.get("folder").asText(), name);
        }

        long total(String name) {
            return verdict.get("totals").get(name).asLong();
        }
    }

    /** The first of so many in a row that were free a moment ago. */
    static int firstOfFreePorts(int count) throws IOException {
        while (true) {
            int first;
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                first = socket.getLocalPort();
            }
            if (IntStream.range(first, first + count).allMatch(TestCluster::free)) {
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

    @Override
    public void close() {
        assertThat(winnow.run("down").exitCode()).isZero();
    }
}
