package winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Instances come, are killed and go in the middle of a job, and the bytes stay the same. */
class GrowAndShrinkIT {
    private static final String[] JOB = {"--rows", "300000", "--seed", "3", "--slowness", "200"};

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
            long received = cluster.awaitMoreReceived(0);
            cluster.resize(3);
            cluster.awaitMoreReceived(received);
            kill(winnow, "instance-2");
            cluster.resize(1);
            TestCluster.Run run = running.join();

            assertThat(run.file("results.log")).hasSameBinaryContentAs(winnow.file("direct.log"));
            assertThat(run.total("missing")).isZero();
        }
    }

    private static void kill(BinWinnow winnow, String instance) throws IOException {
        Matcher pid = Pattern.compile(instance + " pid (\\d+)").matcher(Files.readString(winnow.file("urls.txt")));
        assertThat(pid.find()).isTrue();
        ProcessHandle.of(Long.parseLong(pid.group(1))).orElseThrow().destroyForcibly();
    }
}
