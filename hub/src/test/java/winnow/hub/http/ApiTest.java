package winnow.hub.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static winnow.hub.http.HandMadeViews.DONE;
import static winnow.hub.http.HandMadeViews.OTHER;
import static winnow.hub.http.HandMadeViews.RUNNING;
import static winnow.hub.http.RunningApi.RESULTS;
import static winnow.hub.http.RunningApi.code;
import static winnow.hub.http.RunningApi.json;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.protocol.StopException;

class ApiTest {
    @TempDir
    private Path jobs;

    private RunningApi hub;

    @BeforeEach
    void start() throws IOException {
        hub = new RunningApi(jobs, Tokens.NONE, 3);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void cluster_isAnsweredWithTheHeadersThatEveryAnswerHas() throws Exception {
        HttpResponse<String> answer = hub.get("/v1/cluster");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).path("sentence").asText()).isEqualTo("1 instance is ready");
        assertThat(answer.headers().map())
                .containsKeys("content-security-policy", "x-content-type-options", "referrer-policy");
    }

    @Test
    void jobs_arePagedNewestFirst() throws Exception {
        var first = json(hub.get("/v1/jobs?limit=2"));
        assertThat(first.path("jobs").findValuesAsText("id")).containsExactly(RUNNING.text(), DONE.text());
        var second =
                json(hub.get("/v1/jobs?limit=2&cursor=" + first.path("next").asText()));
        assertThat(second.path("jobs").findValuesAsText("id")).containsExactly(OTHER.text());
        assertThat(second.path("next").isNull()).isTrue();
    }

    @Test
    void jobs_canBeChosenByState() throws Exception {
        assertThat(json(hub.get("/v1/jobs?state=succeeded")).path("jobs").findValuesAsText("id"))
                .containsExactly(DONE.text(), OTHER.text());
        assertThat(code(hub.get("/v1/jobs?state=odd"))).isEqualTo("400 bad-request");
        assertThat(code(hub.get("/v1/jobs?limit=0"))).isEqualTo("400 bad-request");
    }

    @Test
    void job_isAnsweredWithItsReport() throws Exception {
        var job = json(hub.get("/v1/jobs/" + DONE));
        assertThat(job.path("state").asText()).isEqualTo("SUCCEEDED");
        assertThat(job.path("report").path("version").asInt()).isEqualTo(1);
        assertThat(code(hub.get("/v1/jobs/20261124-100000-000zz"))).isEqualTo("404 no-such-job");
        assertThat(code(hub.get("/v1/jobs/..%2f"))).startsWith("404");
    }

    @Test
    void job_isWaitedForWithoutAThread() throws Exception {
        CompletableFuture<HttpResponse<String>> answer = CompletableFuture.supplyAsync(() -> {
            try {
                return hub.get("/v1/jobs/" + RUNNING, "Prefer", "wait=60");
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        hub.views.end(RUNNING);
        await(() -> {
            hub.api.tick();
            return answer.isDone();
        });
        assertThat(json(answer.get()).path("state").asText()).isEqualTo("SUCCEEDED");
        assertThat(answer.get().headers().firstValue("Preference-Applied")).hasValue("wait=60");
        assertThat(hub.get("/v1/jobs/" + DONE, "Prefer", "wait=60").statusCode())
                .isEqualTo(200);
    }

    @Test
    void job_thatGoesOn_isAnsweredWhenTheWaitIsOver() throws Exception {
        var job = json(hub.get("/v1/jobs/" + RUNNING, "Prefer", "respond-async, wait=0"));
        assertThat(job.path("state").asText()).isEqualTo("STARTING");
    }

    @Test
    void results_areSentWholeWithTheirDigest() throws Exception {
        HttpResponse<String> answer = hub.get("/v1/jobs/" + DONE + "/results");
        String digest = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(RunningApi.SHA256));

        assertThat(answer.body()).isEqualTo(RESULTS);
        assertThat(answer.headers().firstValue("Repr-Digest")).hasValue("sha-256=:" + digest + ":");
        assertThat(hub.send("HEAD", "/v1/jobs/" + DONE + "/results").headers().firstValueAsLong("Content-Length"))
                .hasValue(RESULTS.length());
    }

    @Test
    void results_canBeAskedForByRange() throws Exception {
        String path = "/v1/jobs/" + DONE + "/results";
        HttpResponse<String> part = hub.get(path, "Range", "bytes=2-4");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo("hot");
        assertThat(part.headers().firstValue("Content-Range")).hasValue("bytes 2-4/" + RESULTS.length());
        assertThat(hub.get(path, "Range", "bytes=-4").body()).isEqualTo("hot\n");
        assertThat(hub.get(path, "Range", "bytes=13-").body()).isEqualTo("c,hot\n");
        assertThat(hub.get(path, "Range", "lines=1-2").statusCode()).isEqualTo(200);
        assertThat(hub.get(path, "Range", "bytes=2-4", "If-Range", "\"other\"").statusCode())
                .isEqualTo(200);
        assertThat(code(hub.get(path, "Range", "bytes=900-"))).isEqualTo("416 range-not-satisfiable");
    }

    @Test
    void results_canBeCompressed() throws Exception {
        HttpResponse<String> answer = hub.get("/v1/jobs/" + DONE + "/results", "Accept-Encoding", "gzip");
        assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(answer.headers().firstValue("Repr-Digest")).isEmpty();
    }

    @Test
    void results_asZstd_areTheSameBytes() throws Exception {
        HttpResponse<InputStream> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(hub.uri("/v1/jobs/" + DONE + "/results"))
                                .header("Accept-Encoding", "gzip, zstd")
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());

        assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("zstd");
        assertThat(answer.headers().firstValue("ETag")).hasValue('"' + RunningApi.SHA256 + "-zstd\"");
        assertThat(answer.headers().firstValue("Repr-Digest")).isEmpty();
        try (InputStream in = new ZstdInputStream(answer.body())) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(RunningApi.RESULTS);
        }
        HttpResponse<String> part =
                hub.get("/v1/jobs/" + DONE + "/results", "Accept-Encoding", "zstd", "Range", "bytes=0-4");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.headers().firstValue("Content-Encoding")).isEmpty();
    }

    @Test
    void results_areThereOnlyWhenTheJobHasSucceeded() throws Exception {
        assertThat(code(hub.get("/v1/jobs/" + RUNNING + "/results"))).isEqualTo("409 not-complete");
        assertThat(code(hub.get("/v1/jobs/" + RUNNING + "/rejects"))).isEqualTo("409 not-complete");
        Path folder = Files.createDirectories(jobs.resolve(RUNNING.text()));
        Files.writeString(folder.resolve("rejects.csv.part"), "row\r\n");
        assertThat(hub.get("/v1/jobs/" + RUNNING + "/rejects").body()).isEqualTo("row\r\n");
    }

    @Test
    void models_areListed() throws Exception {
        assertThat(json(hub.get("/v1/models"))
                        .path("models")
                        .path(0)
                        .path("name")
                        .asText())
                .isEqualTo("churn");
    }

    @Test
    void prometheus_findsEveryProgram() throws Exception {
        assertThat(hub.get("/sd").body())
                .isEqualTo("[{\"targets\":[\"127.0.0.1:9001\"],"
                        + "\"labels\":{\"instance\":\"worker-1\",\"role\":\"instance\"}}]");
        assertThat(hub.get("/metrics").body())
                .contains("winnow_hub_jobs{state=\"succeeded\"} 2\n")
                .contains("winnow_hub_members{role=\"instance\",state=\"ready\"} 1\n")
                .contains("winnow_hub_event_streams 0\n");
    }

    @Test
    void health_isAnswered() throws Exception {
        assertThat(hub.get("/livez").statusCode()).isEqualTo(200);
        assertThat(hub.get("/readyz").statusCode()).isEqualTo(200);
    }

    @Test
    void paths_thatAreNot_areProblems() throws Exception {
        assertThat(code(hub.get("/v2"))).isEqualTo("404 no-such-path");
        assertThat(code(hub.get("/page/nothing.js"))).isEqualTo("404 no-such-path");
        assertThat(code(hub.get("/page/..%2f..%2fhttp/openapi.yaml"))).isEqualTo("404 no-such-path");
        assertThat(code(hub.send("DELETE", "/v1/cluster"))).isEqualTo("405 method-not-allowed");
    }

    @Test
    void foreignPages_areNotAnswered() throws Exception {
        assertThat(code(hub.get("/v1/cluster", "Origin", "http://evil.example")))
                .isEqualTo("403 foreign-origin");
        assertThat(hub.get("/v1/cluster", "Origin", "http://127.0.0.1:" + hub.api.port())
                        .statusCode())
                .isEqualTo(200);
        assertThat(raw("GET /v1/cluster HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 421")
                .contains("unknown-host");
        assertThat(raw("GET /livez HTTP/1.1\r\nHost: localhost:4000\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), hub.api.port())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void tokens_decideWhoMay() throws Exception {
        Path file = jobs.resolve("tokens");
        Files.writeString(file, "# who\nread reader-reader-reader\nsubmit writer-writer-writer\n");
        try (RunningApi closed = new RunningApi(jobs, Tokens.read(file), 3)) {
            HttpResponse<String> answer = closed.get("/v1/cluster");
            assertThat(code(answer)).isEqualTo("401 no-token");
            assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
            assertThat(code(closed.get("/sd"))).isEqualTo("401 no-token");
            assertThat(code(closed.get("/v1/cluster", "Authorization", "Bearer wrong")))
                    .isEqualTo("401 no-token");
            assertThat(closed.get("/v1/cluster", "Authorization", "Bearer reader-reader-reader")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(closed.get("/livez").statusCode()).isEqualTo(200);
            String cancel = "/v1/jobs/" + RUNNING + "/cancel";
            assertThat(code(closed.send("POST", cancel, "Authorization", "Bearer reader-reader-reader")))
                    .isEqualTo("403 role");
            assertThat(closed.desk.asked).isEmpty();
            assertThat(closed.send("POST", cancel, "Authorization", "Bearer writer-writer-writer")
                            .statusCode())
                    .isEqualTo(202);
        }
    }

    @Test
    void start_refusesToBeReachedByOthersWithoutALogin() {
        assertThatThrownBy(() -> Api.start(
                        new ApiSettings("0.0.0.0", 0, Tokens.NONE, 1, 1),
                        new Sources(
                                hub.views,
                                new winnow.hub.folder.JobFolders(jobs),
                                java.util.List::of,
                                () -> true,
                                java.time.Instant::now),
                        new Actions(
                                hub.desk,
                                new winnow.hub.callback.Callbacks(jobs, hub.views, false, Runnable::run),
                                jobs,
                                java.util.List.of())))
                .isInstanceOf(StopException.class)
                .hasMessageContaining("--token-file");
    }

    @Test
    void contract_namesEveryPathAndNoOther() throws Exception {
        Set<String> written = new TreeSet<>();
        String path = "";
        boolean paths = false;
        try (InputStream in = Objects.requireNonNull(Api.class.getResourceAsStream("openapi.yaml"))) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                if (!line.startsWith(" ")) {
                    paths = line.equals("paths:");
                } else if (paths && line.matches("  /.*:")) {
                    path = line.strip().replaceAll(":$", "");
                } else if (paths && Pattern.matches("    (get|head|post|delete):", line)) {
                    written.add(line.strip().replace(":", "").toUpperCase(java.util.Locale.ROOT) + " " + path);
                }
            }
        }
        Set<String> answered = new TreeSet<>();
        hub.api
                .routes()
                .forEach(route -> answered.add(
                        route.method() + " " + route.path().replace('<', '{').replace('>', '}')));
        assertThat(written).isEqualTo(answered);
        assertThat(hub.get("/openapi.yaml").headers().firstValue("Content-Type"))
                .hasValue("application/yaml");
    }

    interface Condition {
        boolean holds() throws Exception;
    }

    static void await(Condition condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("did not come true within a minute");
            }
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }
}
