package winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.protocol.kafka.Json;

/** Instances come, are killed and go in the middle of a job, and the bytes stay the same. */
class GrowAndShrinkIT {
    private static final String[] JOB = {"--rows", "300000", "--seed", "3", "--slowness", "200"};
    private static final Duration DEADLINE = Duration.ofMinutes(3);

    @TempDir
    private Path folder;

    @Test
    void sameBytesWhileTheClusterChanges() throws IOException {
        BinWinnow winnow = new BinWinnow(folder);
        assertThat(winnow.run("classify", JOB[0], JOB[1], JOB[2], JOB[3], JOB[4], JOB[5], "direct.log")
                        .exitCode())
                .isZero();

        try (TestCluster cluster = new TestCluster(winnow, 1)) {
            CompletableFuture<TestCluster.Run> running = CompletableFuture.supplyAsync(() -> cluster.run(JOB));
            long received = awaitMoreReceived(winnow, 0);
            cluster.resize(3);
            awaitMoreReceived(winnow, received);
            kill(winnow, "instance-2");
            cluster.resize(1);
            TestCluster.Run run = running.join();

            assertThat(run.file("results.log")).hasSameBinaryContentAs(winnow.file("direct.log"));
            assertThat(run.total("missing")).isZero();
        }
    }

    /** @return rows received, once they are more than before or the job is done */
    private static long awaitMoreReceived(BinWinnow winnow, long before) throws IOException {
        long deadline = System.nanoTime() + DEADLINE.toNanos();
        while (System.nanoTime() < deadline) {
            JsonNode jobs = Json.read(
                            winnow.run("status", "--output", "json").out().getBytes(StandardCharsets.UTF_8),
                            JsonNode.class)
                    .get("jobs");
            if (jobs.size() > 0 && jobs.get(0).get("received").asLong() > before) {
                return jobs.get(0).get("received").asLong();
            }
        }
        throw new AssertionError("no more than " + before + " rows within " + DEADLINE);
    }

    private static void kill(BinWinnow winnow, String instance) throws IOException {
        Matcher pid = Pattern.compile(instance + " pid (\\d+)").matcher(Files.readString(winnow.file("urls.txt")));
        assertThat(pid.find()).isTrue();
        ProcessHandle.of(Long.parseLong(pid.group(1))).orElseThrow().destroyForcibly();
    }
}
