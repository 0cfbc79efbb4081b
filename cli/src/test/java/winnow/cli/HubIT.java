package winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.classifier.onnx.TestModels;
import winnow.protocol.kafka.Json;

/** Jobs over HTTP, on a cluster as {@code winnow up} starts it: the same bytes as by the command line. */
class HubIT {
    private static final Duration DEADLINE = Duration.ofMinutes(4);
    private static final Set<String> ENDS = Set.of("SUCCEEDED", "FAILED", "CANCELLED");

    @TempDir
    static Path folder;

    private static BinWinnow winnow;
    private static TestCluster cluster;
    private static final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void up() throws IOException {
        winnow = new BinWinnow(folder);
        cluster = TestCluster.withHub(winnow, 2);
    }

    @AfterAll
    static void down() {
        cluster.close();
    }

    @Test
    void uploadedRows_areAJob() throws IOException {
        Path input = winnow.file("flux.csv");
        StringBuilder csv = new StringBuilder("ID,FLUX\n");
        for (int row = 0; row < 5000; row++) {
            csv.append(row).append(',').append(row % 100 / 100.0).append('\n');
        }
        Files.writeString(input, csv.append("ragged\n"));
        String rule = "cel:FLUX > 0.9 ? 'hot' : 'cold'";
        assertThat(winnow.run("classify", input.toString(), "direct.log", "--model", rule)
                        .exitCode())
                .isZero();

        HttpResponse<String> posted = post(
                "/v1/jobs?model=cel:FLUX%20%3E%200.9%20%3F%20%27hot%27%20:%20%27cold%27", "text/csv", csv.toString());
        assertThat(posted.statusCode()).as(posted.body()).isEqualTo(201);
        String job = posted.headers().firstValue("Location").orElseThrow();

        JsonNode done = awaitEnd(job);
        assertThat(done.get("state").asText()).as(done.toString()).isEqualTo("SUCCEEDED");
        assertThat(done.get("counts").get("missing").asLong()).isZero();
        assertThat(done.get("rejects").get("byCode").get(0).get("code").asText())
                .isEqualTo("RAGGED");
        assertThat(get(job + "/results").body()).isEqualTo(Files.readString(winnow.file("direct.log")));
        assertThat(get(job + "/rejects").body()).contains("RAGGED");
    }

    @Test
    void fewRows_areClassifiedAtOnce_asByAJob() throws IOException {
        StringBuilder csv = new StringBuilder("ID,FLUX\n");
        for (int row = 0; row < 999; row++) {
            csv.append(row).append(',').append(row % 100 / 100.0).append('\n');
        }
        csv.append("ragged\n");
        for (String model : List.of("blackbox", "cel:FLUX > 0.9 ? 'hot' : 'cold'")) {
            assertSameAsClassify(csv.toString(), model, model);
        }
        HttpResponse<String> more = post("/v1/classify/blackbox", "text/csv", csv + "1000,0.5\n");
        assertThat(more.statusCode()).as(more.body()).isEqualTo(413);
        assertThat(json(more.body()).get("code").asText()).isEqualTo("too-many-rows");
        HttpResponse<String> unknown = post("/v1/classify/nobody", "text/csv", csv.toString());
        assertThat(unknown.statusCode()).as(unknown.body()).isEqualTo(422);
    }

    @Test
    void fewRows_areClassifiedByAModelThatWasPushed() throws IOException {
        Path model = new TestModels.Trees(40, 4, 3, 3, true, 1).write(winnow.file("trees.onnx"));
        BinWinnow.Result pushed = winnow.run("model", "push", model.toString(), "--name", "trees");
        assertThat(pushed.exitCode()).as(pushed.err()).isZero();
        StringBuilder csv = new StringBuilder("F2,F0,F1\n");
        for (int row = 0; row < 200; row++) {
            csv.append("%s,%s,%s%n".formatted(row / 200.0, row % 7 / 7.0, row % 13 == 0 ? "none" : row % 11 / 11.0));
        }
        assertSameAsClassify(csv.toString(), model.toString(), "trees");
    }

    /** @param pushed what the hub knows the model by */
    private static void assertSameAsClassify(String csv, String model, String pushed) throws IOException {
        String name = "few-" + Math.abs(model.hashCode() % 1000);
        Path input = Files.writeString(winnow.file(name + ".csv"), csv);
        BinWinnow.Result direct = winnow.run("classify", input.toString(), name + ".log", "--model", model);
        assertThat(direct.exitCode()).as(direct.err()).isZero();

        HttpResponse<String> answer = post(
                "/v1/classify/"
                        + URLEncoder.encode(pushed, StandardCharsets.UTF_8).replace("+", "%20"),
                "text/csv",
                csv);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode body = json(answer.body());
        String results = body.get("results").asText();
        assertThat(results).startsWith(csv.substring(0, csv.indexOf('\n')) + ",");
        assertThat(results.substring(results.indexOf('\n') + 1)).isEqualTo(read(winnow.file(name + ".log")));
        assertThat(body.get("rejects").asText()).isEqualTo(read(winnow.file(name + ".rejects.csv")));
    }

    /** The third job of three waits, and starts although the hub that took it is gone. */
    @Test
    void theHub_isKilledAndNothingIsLost() {
        String specification = "{\"input\": {\"rows\": 100000, \"seed\": %d}, \"slowness\": 100}";
        String first = posted(specification.formatted(1));
        String second = posted(specification.formatted(2));
        String third = posted(specification.formatted(3));
        Await.that("the first is at work", DEADLINE, () -> !state(first).equals("QUEUED"));

        Signal.kill(cluster.hubPid());
        cluster.up();

        for (String job : Set.of(first, second, third)) {
            assertThat(awaitEnd(job).get("state").asText()).isEqualTo("SUCCEEDED");
        }
        assertThat(winnow.run("classify", "--rows", "100000", "--seed", "3", "--slowness", "100", "third.log")
                        .exitCode())
                .isZero();
        assertThat(get(third + "/results").body()).isEqualTo(read(winnow.file("third.log")));
    }

    @Test
    void aJobThatCannotBe_isRefusedInOneSentence() {
        HttpResponse<String> refused =
                post("/v1/jobs", "application/json", "{\"input\": {\"rows\": 10}, \"model\": \"nonesuch\"}");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/problem+json");
        assertThat(json(refused.body()).get("detail").asText()).contains("nonesuch");
    }

    @Test
    void aJob_isCancelledAndDeleted() {
        String job = posted("{\"input\": {\"rows\": 5000000}, \"slowness\": 1000}");
        Await.that("it is at work", DEADLINE, () -> state(job).equals("RUNNING"));

        assertThat(post(job + "/cancel", "application/json", "").statusCode()).isLessThan(300);
        assertThat(awaitEnd(job).get("state").asText()).isEqualTo("CANCELLED");

        assertThat(send(HttpRequest.newBuilder(uri(job)).DELETE()).statusCode()).isEqualTo(204);
        Await.that("it is forgotten", DEADLINE, () -> get(job).statusCode() == 404);
    }

    @Test
    void aBrokerThatDoesNotAnswer_isNoticed() {
        Await.that("the hub is ready", DEADLINE, () -> get("/readyz").statusCode() == 200);
        long broker = cluster.brokerPid();

        Signal.STOP.send(broker);
        try {
            Await.that("the hub notices", DEADLINE, () -> get("/readyz").statusCode() == 503);
        } finally {
            Signal.CONT.send(broker);
        }

        Await.that("the hub is ready again", DEADLINE, () -> get("/readyz").statusCode() == 200);
    }

    @Test
    void thePage_isThere() {
        HttpResponse<String> page = get("/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<title>");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'");
    }

    private static String posted(String specification) {
        HttpResponse<String> answer = post("/v1/jobs", "application/json", specification);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private static JsonNode awaitEnd(String job) {
        Await.that(job + " has ended", DEADLINE, () -> ENDS.contains(state(job)));
        return json(get(job).body());
    }

    private static String state(String job) {
        HttpResponse<String> answer = get(job);
        return answer.statusCode() == 200 ? json(answer.body()).get("state").asText() : "unknown";
    }

    private static HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    private static HttpResponse<String> post(String path, String type, String body) {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static URI uri(String path) {
        return URI.create(path.startsWith("http") ? path : cluster.hub() + path);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.timeout(DEADLINE).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return Json.read(text.getBytes(StandardCharsets.UTF_8), JsonNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
