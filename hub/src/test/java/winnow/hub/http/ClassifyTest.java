package winnow.hub.http;

import static org.assertj.core.api.Assertions.assertThat;
import static winnow.hub.http.RunningApi.code;
import static winnow.hub.http.RunningApi.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.protocol.ExitCode;

class ClassifyTest {
    private static final String CSV = "text/csv";

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
    void classify_asksForTheModelOfThePath_andAnswersWithAllThatBecameOfTheRows() throws Exception {
        HttpResponse<String> answer = hub.post("/v1/classify/churn?probabilities=true&delimiter=;", CSV, "a\n1\nx\n");

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonNode body = json(answer);
        assertThat(body.path("rows").asLong()).isEqualTo(2);
        assertThat(body.path("rejected").asLong()).isEqualTo(1);
        assertThat(body.path("results").asText()).isEqualTo("a,label\n1,hot\n");
        assertThat(body.path("rejects").asText()).isEqualTo("row,…\r\n");
        assertThat(hub.desk.requests.get(0).model()).isEqualTo("churn");
        assertThat(hub.desk.requests.get(0).delimiter()).isEqualTo(";");
        assertThat(hub.desk.requests.get(0).modelOptions()).containsExactly(Map.entry("probabilities", "true"));
        assertThat(hub.desk.uploaded).isEqualTo("a\n1\nx\n");
    }

    @Test
    void classify_answersWithCsv_ifThatIsAccepted() throws Exception {
        HttpResponse<String> answer = hub.post("/v1/classify/churn", CSV, "a\n1\nx\n", "Accept", CSV);

        assertThat(answer.body()).isEqualTo("a,label\n1,hot\n");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(CSV);
        assertThat(answer.headers().firstValue("Winnow-Rows")).hasValue("2");
        assertThat(answer.headers().firstValue("Winnow-Rejected")).hasValue("1");
    }

    @Test
    void classify_namesWhatIsWrong() throws Exception {
        assertThat(code(hub.post("/v1/classify/m", "application/json", "{}"))).isEqualTo("415 unsupported-media-type");
        assertThat(code(hub.post("/v1/classify/exec:x", CSV, "a\n"))).isEqualTo("422 bad-specification");
        assertThat(code(hub.post("/v1/classify/m?maxRejects=1", CSV, "a\n"))).isEqualTo("422 bad-specification");
        assertThat(code(hub.post("/v1/classify/m?nonsense=1", CSV, "a\n"))).isEqualTo("422 bad-specification");
        assertThat(code(hub.post("/v1/classify/m", CSV, "a\n".repeat(501)))).isEqualTo("413 too-large");
        hub.desk.refuses = ExitCode.USAGE;
        assertThat(code(hub.post("/v1/classify/m", CSV, "a\n"))).isEqualTo("422 bad-specification");
        hub.desk.refuses = ExitCode.NOT_READY;
        assertThat(code(hub.post("/v1/classify/m", CSV, "a\n"))).isEqualTo("503 not-ready");
    }
}
