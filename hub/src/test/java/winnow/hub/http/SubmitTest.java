package winnow.hub.http;

import static org.assertj.core.api.Assertions.assertThat;
import static winnow.hub.http.HandMadeViews.DONE;
import static winnow.hub.http.HandMadeViews.RUNNING;
import static winnow.hub.http.RunningApi.code;
import static winnow.hub.http.RunningApi.json;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.hub.desk.JobRequest;
import winnow.hub.desk.JobSource;
import winnow.protocol.ExitCode;

class SubmitTest {
    private static final String JSON = "application/json";

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
    void submit_makesTheJobThatTheSpecificationAsksFor() throws Exception {
        HttpResponse<String> answer = hub.post(
                "/v1/jobs",
                JSON,
                "{\"input\":{\"rows\":10,\"seed\":7},\"model\":\"cel:A / B > 2\",\"features\":[\"A\",\"B\"],"
                        + "\"onMissing\":\"nan\",\"probabilities\":true,\"maxRejects\":\"1%\",\"delimiter\":\";\","
                        + "\"timeLimitSeconds\":2.5,\"evaluate\":\"C\",\"columns\":[\"A\",\"B\",\"C\"]}");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Location")).hasValue("/v1/jobs/" + RUNNING);
        assertThat(json(answer).path("id").asText()).isEqualTo(RUNNING.text());
        assertThat(hub.desk.requests)
                .containsExactly(new JobRequest(
                        new JobSource.Generated(10, 7),
                        "cel:A / B > 2",
                        new TreeMap<>(Map.of("features", "A,B", "on-missing", "nan", "probabilities", "true")),
                        "1%",
                        2.5,
                        "C",
                        ";",
                        List.of("A", "B", "C")));
    }

    @Test
    void submit_readsFilesOnlyBelowTheFoldersThatAreAllowed() throws Exception {
        Path allowed = Files.writeString(jobs.resolve("inputs/data.csv"), "a\n1\n");
        Path secret = Files.writeString(jobs.resolve("secret.csv"), "a\n1\n");
        Path link = Files.createSymbolicLink(jobs.resolve("inputs/link.csv"), secret);

        assertThat(submitFile(allowed.toString()).statusCode()).isEqualTo(201);
        assertThat(hub.desk.requests.get(0).source()).isEqualTo(new JobSource.Files(List.of(allowed.toRealPath())));
        for (String other : List.of(
                secret.toString(), link.toString(), jobs + "/inputs/../secret.csv", "inputs/data.csv", "/etc/passwd")) {
            assertThat(code(submitFile(other))).describedAs(other).isEqualTo("422 input-not-allowed");
        }
    }

    private HttpResponse<String> submitFile(String path) throws Exception {
        return hub.post("/v1/jobs", JSON, "{\"input\":{\"paths\":[\"" + path + "\"]}}");
    }

    @Test
    void submit_runsNoProgramAndOpensNoFileAsModel() throws Exception {
        for (String model : List.of("exec:/bin/sh", "/tmp/model.onnx", "../model.onnx")) {
            assertThat(code(hub.post("/v1/jobs", JSON, "{\"input\":{\"rows\":1},\"model\":\"" + model + "\"}")))
                    .isEqualTo("422 bad-specification");
        }
        assertThat(hub.desk.requests).isEmpty();
    }

    @Test
    void submit_namesWhatIsWrong() throws Exception {
        assertThat(code(hub.post("/v1/jobs", JSON, "{"))).isEqualTo("400 bad-request");
        assertThat(code(hub.post("/v1/jobs", JSON, "{}"))).isEqualTo("422 bad-specification");
        HttpResponse<String> unknown = hub.post("/v1/jobs", JSON, "{\"inputs\":1}");
        assertThat(code(unknown)).isEqualTo("422 bad-specification");
        assertThat(unknown.body()).contains("no field 'inputs'");
        assertThat(code(hub.post("/v1/jobs", JSON, "{\"input\":{\"rows\":1,\"paths\":[]}}")))
                .isEqualTo("422 bad-specification");
        assertThat(code(hub.post("/v1/jobs", "text/plain", "x"))).isEqualTo("415 unsupported-media-type");
        hub.desk.refuses = ExitCode.USAGE;
        assertThat(code(hub.post("/v1/jobs", JSON, "{\"input\":{\"rows\":1}}"))).isEqualTo("422 bad-specification");
        hub.desk.refuses = ExitCode.NOT_READY;
        assertThat(code(hub.post("/v1/jobs", JSON, "{\"input\":{\"rows\":1}}"))).isEqualTo("503 not-ready");
    }

    @Test
    void submit_takesTheCsvItself_andLeavesNothingBehind() throws Exception {
        HttpResponse<String> answer = hub.post("/v1/jobs?model=blackbox&columns=a,b&slowness=3", "text/csv", "1,2\n");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(hub.desk.uploaded).isEqualTo("1,2\n");
        assertThat(hub.desk.requests.get(0).columns()).containsExactly("a", "b");
        assertThat(hub.desk.requests.get(0).modelOptions()).containsExactly(Map.entry("slowness", "3"));
        assertThat(uploads()).isEmpty();
    }

    private List<Path> uploads() throws IOException {
        Path folder = jobs.resolve("hub/uploads");
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void submit_refusesWhatIsTooLarge() throws Exception {
        assertThat(code(hub.post("/v1/jobs", "text/csv", "x".repeat(1001)))).isEqualTo("413 too-large");
        assertThat(uploads()).isEmpty();
    }

    @Test
    void submit_takesBothInOneRequest() throws Exception {
        String body = "--b\r\nContent-Disposition: form-data; name=\"specification\"\r\nContent-Type: application/json"
                + "\r\n\r\n{\"model\":\"blackbox\",\"slowness\":4}\r\n--b\r\nContent-Disposition: form-data;"
                + " name=\"input\"; filename=\"x.csv\"\r\nContent-Type: text/csv\r\n\r\na\n1\n\r\n--b--\r\n";

        assertThat(hub.post("/v1/jobs", "multipart/form-data; boundary=b", body).statusCode())
                .isEqualTo(201);
        assertThat(hub.desk.uploaded).isEqualTo("a\n1\n");
        assertThat(hub.desk.requests.get(0).modelOptions()).containsExactly(Map.entry("slowness", "4"));
        assertThat(code(hub.post("/v1/jobs", "multipart/form-data; boundary=b", "--b--\r\n")))
                .isIn("422 bad-specification", "400 bad-request");
    }

    @Test
    void submit_sentAgain_makesNoSecondJob() throws Exception {
        String body = "{\"input\":{\"rows\":1}}";
        assertThat(hub.post("/v1/jobs", JSON, body, "Idempotency-Key", "k1").statusCode())
                .isEqualTo(201);

        HttpResponse<String> again = hub.post("/v1/jobs", JSON, body, "Idempotency-Key", "k1");

        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(hub.desk.requests).hasSize(1);
        assertThat(code(hub.post("/v1/jobs", JSON, "{\"input\":{\"rows\":2}}", "Idempotency-Key", "k1")))
                .isEqualTo("422 idempotency-key-reused");
        assertThat(code(hub.post("/v1/jobs", "text/csv", "a\n", "Idempotency-Key", "k1")))
                .isEqualTo("422 idempotency-key-reused");
        assertThat(uploads()).isEmpty();
        assertThat(code(hub.post("/v1/jobs", JSON, body, "Idempotency-Key", " ")))
                .isEqualTo("400 bad-request");
    }

    @Test
    void submit_sentAgainAfterTheHubWasKilled_makesTheJobOnce() throws Exception {
        String body = "{\"input\":{\"rows\":1}}";
        hub.post("/v1/jobs", JSON, body, "Idempotency-Key", "k1");
        Path key = keys().get(0);
        // as it is between the two times that it is written
        Files.writeString(key, Files.readString(key).replace("\"made\":true", "\"made\":false"));

        HttpResponse<String> again = hub.post("/v1/jobs", JSON, body, "Idempotency-Key", "k1");

        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(hub.desk.requests).hasSize(1);
        assertThat(key).content().contains("\"made\":true");

        // killed before the job was there
        Files.writeString(key, Files.readString(key).replace("\"made\":true", "\"made\":false"));
        hub.desk.requests.clear();
        assertThat(hub.post("/v1/jobs", JSON, body, "Idempotency-Key", "k1").statusCode())
                .isEqualTo(201);
        assertThat(hub.desk.requests).hasSize(1);
    }

    @Test
    void submit_thatIsRefused_leavesItsKeyFree() throws Exception {
        hub.desk.refuses = ExitCode.USAGE;
        assertThat(hub.post("/v1/jobs", JSON, "{\"input\":{\"rows\":1}}", "Idempotency-Key", "k1")
                        .statusCode())
                .isEqualTo(422);
        hub.desk.refuses = null;
        assertThat(hub.post("/v1/jobs", JSON, "{\"input\":{\"rows\":2}}", "Idempotency-Key", "k1")
                        .statusCode())
                .isEqualTo(201);
    }

    @Test
    void submit_keepsAKeyForADay() throws Exception {
        String body = "{\"input\":{\"rows\":1}}";
        hub.post("/v1/jobs", JSON, body, "Idempotency-Key", "young");
        writtenBefore(Duration.ofHours(23));
        hub.post("/v1/jobs", JSON, body, "Idempotency-Key", "young");
        assertThat(hub.desk.requests).hasSize(1);

        writtenBefore(Duration.ofHours(25));
        HttpResponse<String> later = hub.post("/v1/jobs", JSON, body, "Idempotency-Key", "another");

        assertThat(later.headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat(keys()).hasSize(1);
        hub.post("/v1/jobs", JSON, body, "Idempotency-Key", "young");
        assertThat(hub.desk.requests).hasSize(3);
    }

    private void writtenBefore(Duration age) throws IOException {
        for (Path key : keys()) {
            Files.setLastModifiedTime(key, FileTime.from(Instant.now().minus(age)));
        }
    }

    private List<Path> keys() throws IOException {
        try (Stream<Path> files = Files.list(jobs.resolve("hub/idempotency"))) {
            return files.toList();
        }
    }

    @Test
    void callbacks_areRefusedWhereTheyMayNotGo() throws Exception {
        String secret = "whsec_" + "A".repeat(44);
        for (String url : List.of("http://127.0.0.1:9/", "http://[::1]/", "http://localhost/", "http://10.0.0.1/")) {
            assertThat(code(callback(url, secret))).describedAs(url).isEqualTo("422 bad-specification");
        }
        assertThat(code(callback("ftp://192.0.2.1/", secret))).isEqualTo("422 bad-specification");
        assertThat(code(callback("http://192.0.2.1/", "short"))).isEqualTo("422 bad-specification");
        assertThat(hub.desk.requests).isEmpty();
        assertThat(callback("http://192.0.2.1/", secret).statusCode()).isEqualTo(201);
    }

    private HttpResponse<String> callback(String url, String secret) throws Exception {
        return hub.post(
                "/v1/jobs",
                JSON,
                "{\"input\":{\"rows\":1},\"callback\":{\"url\":\"" + url + "\",\"secret\":\"" + secret + "\"}}");
    }

    @Test
    void actions_areDoneByTheDesk_whereTheJobAllowsThem() throws Exception {
        assertThat(hub.send("POST", "/v1/jobs/" + RUNNING + "/cancel").statusCode())
                .isEqualTo(202);
        assertThat(code(hub.send("POST", "/v1/jobs/" + DONE + "/cancel"))).isEqualTo("409 already-over");
        assertThat(code(hub.send("POST", "/v1/jobs/" + RUNNING + "/resume"))).isEqualTo("409 not-resumable");
        assertThat(code(hub.send("DELETE", "/v1/jobs/" + RUNNING))).isEqualTo("409 still-at-work");
        assertThat(hub.send("DELETE", "/v1/jobs/" + DONE).statusCode()).isEqualTo(204);
        hub.views.stop(RUNNING);
        assertThat(hub.send("POST", "/v1/jobs/" + RUNNING + "/resume").statusCode())
                .isEqualTo(202);
        assertThat(code(hub.send("POST", "/v1/jobs/20261124-100000-000zz/cancel")))
                .isEqualTo("404 no-such-job");
        assertThat(hub.desk.asked).containsExactly("cancel " + RUNNING, "delete " + DONE, "resume " + RUNNING);
        hub.desk.refuses = ExitCode.FAILED;
        assertThat(code(hub.send("POST", "/v1/jobs/" + RUNNING + "/cancel"))).isEqualTo("409 cannot-be-done");
    }

    @Test
    void models_arePushed() throws Exception {
        HttpResponse<String> answer = hub.post("/v1/models?name=m.onnx", "application/octet-stream", "bytes");
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(hub.desk.asked).containsExactly("push m.onnx bytes");
        assertThat(code(hub.post("/v1/models?name=../m.onnx", "application/octet-stream", "bytes")))
                .isEqualTo("400 bad-request");
        assertThat(uploads()).isEmpty();
    }
}
