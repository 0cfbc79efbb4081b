package winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.local.FreePorts;
import winnow.protocol.kafka.Json;

/** Every query of the dashboard gives data, in a Prometheus that scrapes a running job; where there is a Prometheus. */
class DashboardIT {
    private static final Path DASHBOARD = Path.of("..", "infra", "grafana", "winnow.json");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String HEADER = "SKU,FLUX\n";
    /** A chunk, with one row that is a reject. */
    private static final String CHUNK = IntStream.range(0, 100)
            .mapToObj(row -> row + "," + (row == 50 ? "none" : row / 100.0 + "") + "\n")
            .collect(Collectors.joining());

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void everyQuery_givesData() throws Exception {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(place -> Files.isExecutable(Path.of(place, "prometheus"))),
                "prometheus is not installed");
        BinWinnow winnow = new BinWinnow(folder);
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        try (TestCluster cluster = new TestCluster(winnow, 1)) {
            TestJob job;
            try (RandomAccessFile input = new RandomAccessFile(pipe.toFile(), "rw")) {
                input.write((HEADER + CHUNK).getBytes(StandardCharsets.UTF_8));
                job = TestJob.startWith(
                        pipe,
                        winnow,
                        cluster,
                        "--input",
                        "-",
                        "--no-spool",
                        "--chunk-rows",
                        "100",
                        "--model",
                        "cel:FLUX > 0.9 ? 'hot' : 'cold'",
                        "--schema",
                        "SKU=int,FLUX=double");
                job.awaitMoreReceived(0);
                assertEveryQueryGivesData(job, input);
            }
            assertThat(job.run().await().exitCode()).isZero();
        }
    }

    private void assertEveryQueryGivesData(TestJob job, RandomAccessFile input) throws IOException {
        int port = FreePorts.find(1)[0];
        Process prometheus = startPrometheus(job, port);
        try {
            Set<String> missing = queries(job);
            assertThat(missing).isNotEmpty();
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!missing.isEmpty() && System.nanoTime() < deadline) {
                feed(input);
                missing.removeIf(query -> hasData(port, query));
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
            assertThat(missing).as("queries that give no data").isEmpty();
        } finally {
            prometheus.destroy();
        }
    }

    private static void feed(RandomAccessFile input) {
        try {
            input.write(CHUNK.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Set<String> queries(TestJob job) throws IOException {
        JsonNode dashboard = Json.read(Files.readAllBytes(DASHBOARD), JsonNode.class);
        return dashboard.findValuesAsText("expr").stream()
                .map(query -> query.replace("$job", job.id().text()).replace("$__rate_interval", "30s"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean hasData(int port, String query) {
        String uri =
                "http://127.0.0.1:" + port + "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
        try {
            HttpResponse<byte[]> answer = client.send(
                    HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.ofByteArray());
            JsonNode found = Json.read(answer.body(), JsonNode.class);
            assertThat(found.path("errorType").asText()).as(query).isNotEqualTo("bad_data");
            for (JsonNode series : found.at("/data/result")) {
                if (!series.at("/value/1").asText().equals("NaN")) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return false; // it is still starting
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Process startPrometheus(TestJob job, int port) throws IOException {
        String targets = Stream.of("sender-" + job.id(), "instance-1", "receiver-" + job.id())
                .map(name -> "\"" + job.member(name).metrics() + "\"")
                .collect(Collectors.joining(", ", "[", "]"));
        Path config = Files.writeString(
                folder.resolve("prometheus.yml"),
                String.join(
                        "\n",
                        "global: {scrape_interval: 5s, scrape_timeout: 5s}",
                        "scrape_configs:",
                        "  - job_name: winnow",
                        "    honor_labels: true",
                        "    static_configs: [{targets: " + targets + "}]"));
        return new ProcessBuilder(List.of(
                        "prometheus",
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + folder.resolve("tsdb"),
                        "--web.listen-address=127.0.0.1:" + port))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("prometheus.log").toFile())
                .start();
    }
}
