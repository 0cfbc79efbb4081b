package winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.protocol.ExitCode;
import winnow.protocol.kafka.Json;
import winnow.protocol.member.JobFigures;
import winnow.protocol.member.Member;
import winnow.protocol.member.MemberStatus;
import winnow.protocol.member.Role;

/** What the programs tell of themselves while a job runs. */
class MetricsIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int ROWS = 1000;
    private static final int CHUNK_ROWS = 100;
    private static final int MOST_ROW_BYTES = 1000;

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void aPortThatIsTaken_isOneSentence() throws IOException {
        BinWinnow winnow = new BinWinnow(folder);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();
            BinWinnow.Result result = winnow.run("instance", "--bootstrap", "127.0.0.1:1", "--metrics-bind", address);
            assertThat(result.exitCode()).isEqualTo(ExitCode.USAGE.number());
            assertThat(result.sentence()).startsWith("winnow: --metrics-bind: cannot listen on " + address);
        }
        BinWinnow.Result wrong = winnow.run("instance", "--metrics-bind", "here");
        assertThat(wrong.exitCode()).isEqualTo(ExitCode.USAGE.number());
        assertThat(wrong.sentence()).contains("--metrics-bind takes HOST:PORT");
    }

    /** The input is a pipe that stays open, so all three programs wait, and stand still, while they are looked at. */
    @Test
    void everyProgram_tellsWhatTheDocumentLists() throws Exception {
        BinWinnow winnow = new BinWinnow(folder);
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        try (TestCluster cluster = new TestCluster(winnow, 1)) {
            TestJob job;
            try (RandomAccessFile input = new RandomAccessFile(pipe.toFile(), "rw")) {
                input.write(csv().getBytes(StandardCharsets.UTF_8));
                job = TestJob.startWith(
                        pipe,
                        winnow,
                        cluster,
                        "--input",
                        "-",
                        "--no-spool",
                        "--chunk-rows",
                        Integer.toString(CHUNK_ROWS),
                        "--max-row-bytes",
                        Integer.toString(MOST_ROW_BYTES),
                        "--model",
                        "cel:FLUX > 0.9 ? 'hot' : 'cold'",
                        "--schema",
                        "SKU=int,FLUX=double");
                job.awaitMoreReceived(ROWS - 1);
                assertFigures(job);
                assertThat(scrapes(job)).isEqualTo(documented());
            }
            assertThat(job.run().await().exitCode()).isZero();
        }
    }

    /** One row of them has no number, and one, the last of its chunk, is too long for the sender. */
    private static String csv() {
        StringBuilder csv = new StringBuilder("SKU,FLUX\n");
        for (int row = 0; row < ROWS; row++) {
            String flux = row == 150 ? "none" : row == 199 ? "0".repeat(MOST_ROW_BYTES) : row % 100 / 100.0 + "";
            csv.append(row).append(',').append(flux).append('\n');
        }
        return csv.toString();
    }

    private void assertFigures(TestJob job) {
        JobFigures sent = figures(job, "sender-" + job.id());
        assertThat(sent.rowsOut()).isEqualTo(ROWS);
        assertThat(sent.nextChunk()).isEqualTo(ROWS / CHUNK_ROWS);
        assertThat(sent.lagChunks()).isZero();
        assertThat(sent.rejects()).isEqualTo(Map.of("OVERSIZED", 1L));

        JobFigures classified = figures(job, "instance-1");
        assertThat(classified.rowsIn()).isEqualTo(ROWS);
        assertThat(classified.chunks()).isEqualTo(ROWS / CHUNK_ROWS);
        assertThat(classified.bytesIn()).isEqualTo(sent.bytesIn());
        assertThat(classified.labels()).isEqualTo(Map.of("hot", 89L, "cold", 909L));
        assertThat(classified.rejects()).isEqualTo(Map.of("BAD_VALUE", 1L, "OVERSIZED", 1L));
        assertThat(classified.latency()).containsOnlyKeys("queue", "parse", "classify", "pipeline");
        assertThat(classified.threads()).isNotEmpty();

        JobFigures received = figures(job, "receiver-" + job.id());
        assertThat(received.rowsOut()).isEqualTo(ROWS);
        assertThat(received.bytesOut()).isEqualTo(classified.bytesOut());
        assertThat(received.nextChunk()).isEqualTo(ROWS / CHUNK_ROWS);
        assertThat(received.rejects()).isEqualTo(classified.rejects());
        assertThat(received.latency()).containsOnlyKeys("write");
        assertThat(Objects.requireNonNull(received.latency().get("write")).count())
                .isEqualTo(ROWS / CHUNK_ROWS);
    }

    private JobFigures figures(TestJob job, String name) {
        try {
            Member member = job.member(name);
            assertThat(get(member, "/readyz")).isEqualTo("ok\n");
            MemberStatus status =
                    Json.read(get(member, "/status").getBytes(StandardCharsets.UTF_8), MemberStatus.class);
            assertThat(status.member().name()).isEqualTo(name);
            assertThat(status.member().pid()).isEqualTo(member.pid());
            return Objects.requireNonNull(status.jobs().get(job.id()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Roles by name of our meters, once Kafka's are there too: a client may have met no broker yet. */
    private Map<String, Set<String>> scrapes(TestJob job) {
        Map<String, Set<String>> roles = new TreeMap<>();
        for (String name : Set.of("sender-" + job.id(), "instance-1", "receiver-" + job.id())) {
            Member member = job.member(name);
            Set<String> meters = Await.value("meters of Kafka", PATIENCE, () -> {
                Set<String> found = names(get(member, "/metrics"));
                return found.contains(kafkaMeter(member)) ? Optional.of(found) : Optional.empty();
            });
            meters.stream()
                    .filter(meter -> meter.startsWith("winnow_"))
                    .forEach(meter -> roles.computeIfAbsent(meter, key -> new TreeSet<>())
                            .add(member.role().name()));
        }
        return roles;
    }

    private static String kafkaMeter(Member member) {
        return switch (member.role()) {
            case SENDER -> "kafka_producer_record_send_total";
            case INSTANCE -> "kafka_stream_thread_process_total";
            case RECEIVER -> "kafka_consumer_fetch_manager_records_consumed_total";
        };
    }

    private static Set<String> names(String page) {
        return page.lines()
                .filter(line -> line.startsWith("# TYPE "))
                .map(line -> line.split(" ", 4)[2])
                .collect(Collectors.toSet());
    }

    private String get(Member member, String path) {
        try {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://" + member.metrics() + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return answer.body();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Roles by name of the meter, as docs/METRICS.md lists them; what has come up for no row is not there yet. */
    private static Map<String, Set<String>> documented() throws IOException {
        Map<String, Set<String>> roles = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("..", "docs", "METRICS.md"))) {
            if (line.startsWith("| `winnow_")) {
                String[] cells = line.split(" *\\| *", -1);
                String name = cells[1].replace("`", "");
                String all = Arrays.stream(Role.values()).map(Role::name).collect(Collectors.joining(", "));
                String toldBy = cells[5].equals("all") ? all : cells[5].toUpperCase(Locale.ROOT);
                roles.put(name, new TreeSet<>(Set.of(toldBy.split(", "))));
            }
        }
        return roles;
    }
}
