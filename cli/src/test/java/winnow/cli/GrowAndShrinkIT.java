package winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Instances come, are killed and go in the middle of a job, and the bytes stay the same. */
class GrowAndShrinkIT {
    @TempDir
    private Path folder;

    @Test
    void sameBytesWhileTheClusterChanges() throws IOException {
        BinWinnow winnow = new BinWinnow(folder);
        WaitingJob rows = WaitingJob.of(60_000);
        Path oracle = rows.oracle(winnow);

        try (TestCluster cluster = new TestCluster(winnow, 1)) {
            TestJob job = TestJob.start(winnow, cluster, rows.arguments());
            long received = job.awaitMoreReceived(0);
            cluster.resize(3);
            job.awaitMoreReceived(received);
            Signal.kill(cluster.instancePid(2));
            cluster.resize(1);
            job.assertDone(job.run().await(), oracle);
        }
    }

    /** What a thread has polled takes it 8 s, longer than a session: it must not be dropped from its group for that. */
    @Test
    void aSlowModelLosesNobody() throws IOException {
        String[] slow = {"--rows", "10000", "--seed", "3", "--chunk-rows", "50", "--model", "sleep:500ms"};
        BinWinnow winnow = new BinWinnow(folder);
        assertThat(winnow.run("classify", slow[0], slow[1], slow[2], slow[3], "--model", "sleep:1us", "direct.log")
                        .exitCode())
                .isZero();

        try (TestCluster cluster = new TestCluster(winnow, 1)) {
            TestJob job = TestJob.start(winnow, cluster, slow);
            job.awaitMoreReceived(0);
            cluster.resize(3);
            job.assertDone(job.run().await(), winnow.file("direct.log"));
            for (int instance = 1; instance <= 3; instance++) {
                assertThat(winnow.home().resolve("logs").resolve("instance-" + instance + ".log"))
                        .content()
                        .doesNotContain("missed a rebalance")
                        .doesNotContain("ends the transactions of the dead");
            }
        }
    }
}
