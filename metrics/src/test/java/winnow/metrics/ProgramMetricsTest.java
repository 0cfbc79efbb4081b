package winnow.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;
import winnow.protocol.frame.Reject;
import winnow.protocol.frame.RejectCode;
import winnow.protocol.job.JobId;
import winnow.protocol.kafka.Json;
import winnow.protocol.member.Histogram;
import winnow.protocol.member.JobFigures;
import winnow.protocol.member.MemberStatus;
import winnow.protocol.member.Progress;
import winnow.protocol.member.Role;
import winnow.protocol.member.ThreadShare;

class ProgramMetricsTest {
    private static final JobId JOB = new JobId("20261123-092410-123k7");

    private final HttpClient client = HttpClient.newHttpClient();
    private final ProgramMetrics metrics = ProgramMetrics.start("instance-1", Role.INSTANCE, BindAddress.DEFAULT);

    @AfterEach
    void close() {
        metrics.close();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://" + metrics.address() + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private MemberStatus status() throws IOException, InterruptedException {
        return Json.read(get("/status").body().getBytes(StandardCharsets.UTF_8), MemberStatus.class);
    }

    static byte[] rejects(RejectCode... codes) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (RejectCode code : codes) {
            new Reject(1, 2, 3, code, "a,\nb", "\"why\"", "x,\r\n".getBytes(StandardCharsets.UTF_8)).appendTo(lines);
        }
        return lines.toByteArray();
    }

    @Test
    void readyz_saysWhetherTheProgramIsReady() throws IOException, InterruptedException {
        assertThat(get("/livez").body()).isEqualTo("ok\n");
        assertThat(get("/readyz").statusCode()).isEqualTo(503);
        assertThat(get("/readyz").body()).startsWith("instance-1 is not ready: ");

        metrics.ready(Map::of);
        assertThat(get("/readyz").statusCode()).isEqualTo(200);
        assertThat(get("/readyz").body()).isEqualTo("ok\n");

        metrics.notReady();
        assertThat(get("/readyz").statusCode()).isEqualTo(503);
    }

    @Test
    void status_saysWhatWasCounted() throws IOException, InterruptedException {
        metrics.ready(() -> Map.of(JOB, Progress.of(500, 3)));
        JobMeter meter = metrics.job(JOB);
        meter.read(500, 6000);
        meter.wrote(500, 7000);
        meter.chunkDone();
        meter.rejected(rejects(RejectCode.RAGGED, RejectCode.MALFORMED, RejectCode.RAGGED));
        meter.classified("hot", 497);
        meter.took(Stage.PARSE, 100_000);
        meter.took(Stage.PARSE, 100_001);
        meter.took(Stage.PARSE, 61_000_000_000L);
        meter.rebalanced();
        meter.lagChunks(() -> 4);
        meter.threads(() -> List.of(new ThreadShare("t", 0.5, 0.25, 0.125)));
        meter.waiting(() -> "for the broker");

        MemberStatus status = status();
        assertThat(status.member().name()).isEqualTo("instance-1");
        assertThat(status.member().metrics()).isEqualTo(metrics.address());
        assertThat(status.member().jobs()).isEqualTo(Map.of(JOB, Progress.of(500, 3)));
        assertThat(status.heapBytes()).isBetween(1L, status.heapMaxBytes());

        JobFigures figures = Objects.requireNonNull(status.jobs().get(JOB));
        assertThat(figures.rowsIn()).isEqualTo(500);
        assertThat(figures.bytesIn()).isEqualTo(6000);
        assertThat(figures.rowsOut()).isEqualTo(500);
        assertThat(figures.bytesOut()).isEqualTo(7000);
        assertThat(figures.chunks()).isEqualTo(1);
        assertThat(figures.rejects()).isEqualTo(Map.of("RAGGED", 2L, "MALFORMED", 1L));
        assertThat(figures.labels()).isEqualTo(Map.of("hot", 497L));
        assertThat(figures.rebalances()).isEqualTo(1);
        assertThat(figures.lagChunks()).isEqualTo(4);
        assertThat(figures.threads()).containsExactly(new ThreadShare("t", 0.5, 0.25, 0.125));
        assertThat(figures.waiting()).isEqualTo("for the broker");
        Histogram parse = Objects.requireNonNull(figures.latency().get("parse"));
        assertThat(figures.latency()).containsOnlyKeys("parse");
        assertThat(parse.counts().get(0)).as("up to 100 µs, inclusive").isEqualTo(1);
        assertThat(parse.counts().get(1)).isEqualTo(1);
        assertThat(parse.counts().get(Histogram.BOUNDS.size())).as("above all").isEqualTo(1);
        assertThat(parse.sum()).isBetween(61.0, 61.001);
    }

    @Test
    void status_keepsTheFiguresOfAJobThatHasJustEnded() throws IOException, InterruptedException {
        metrics.job(JOB).read(5, 50);
        metrics.job(JOB).waiting(() -> "for ever");
        metrics.ended(JOB);

        JobFigures figures = Objects.requireNonNull(status().jobs().get(JOB));
        assertThat(figures.rowsIn()).isEqualTo(5);
        assertThat(figures.waiting()).isNull();
    }

    @Test
    void labels_areNotCountedWhenThereAreTooMany() throws IOException, InterruptedException {
        JobMeter meter = metrics.job(JOB);
        for (int label = 0; label <= LabelCounts.MOST_LABELS; label++) {
            meter.classified("label " + label, 1);
        }
        meter.classified("label 0", 1);

        assertThat(meter.hasTooManyLabels()).isTrue();
        assertThat(status().jobs().get(JOB)).extracting(JobFigures::labels).isEqualTo(new TreeMap<String, Long>());
    }

    @Test
    void server_answersNothingElse() throws IOException, InterruptedException {
        assertThat(get("/").statusCode()).isEqualTo(404);
        HttpResponse<String> posted = client.send(
                HttpRequest.newBuilder(URI.create("http://" + metrics.address() + "/status"))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(posted.statusCode()).isEqualTo(405);
    }

    @Test
    void address_namesTheOptionWhenThePortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ProgramMetrics other = ProgramMetrics.start(
                        "sender", Role.SENDER, new BindAddress("127.0.0.1", taken.getLocalPort()))) {
            assertThatThrownBy(other::address)
                    .isInstanceOf(StopException.class)
                    .hasMessageStartingWith("--metrics-bind: cannot listen on 127.0.0.1:" + taken.getLocalPort())
                    .extracting(e -> ((StopException) e).exitCode())
                    .isEqualTo(ExitCode.USAGE);
        }
    }

    @Test
    void bindAddress_isAHostAndAPort() {
        assertThat(BindAddress.of("[::1]:80")).isEqualTo(new BindAddress("[::1]", 80));
        assertThat(BindAddress.of("example.org:0")).isEqualTo(new BindAddress("example.org", 0));
        for (String wrong : List.of("", "80", "host", "host:x", "host:-1", "host:65536", ":80", "::1:80")) {
            assertThatThrownBy(() -> BindAddress.of(wrong))
                    .isInstanceOf(StopException.class)
                    .hasMessageStartingWith("--metrics-bind takes HOST:PORT");
        }
    }
}
