package winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
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
            TestJob job = TestJob.start(winnow, cluster, JOB);
            long received = job.awaitMoreReceived(0);
            cluster.resize(3);
            job.awaitMoreReceived(received);
            Signal.kill(cluster.instancePid(2));
            cluster.resize(1);
            job.assertDone(job.run().await(), winnow.file("direct.log"));
        }
    }
}
