package winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others do to a job that is at work: give it up, or work on it too. */
class CancelIT {
    private static final WaitingJob JOB = WaitingJob.of(60_000);
    /** Not done before it is cancelled, however busy the machine is. */
    private static final String[] LONG_JOB = {"--rows", "1000000", "--seed", "9", "--slowness", "2000"};

    @TempDir
    static Path folder;

    private static BinWinnow winnow;
    private static TestCluster cluster;

    @BeforeAll
    static void up() throws IOException {
        winnow = new BinWinnow(folder);
        cluster = new TestCluster(winnow, 2);
    }

    @AfterAll
    static void down() {
        cluster.close();
    }

    @Test
    void cancel_endsTheRunAndDeletesItsTopics() {
        TestJob job = TestJob.start(winnow, cluster, LONG_JOB);
        job.awaitMoreReceived(0);
        try (KafkaEyes kafka = new KafkaEyes(cluster.bootstrap())) {
            assertThat(kafka.topicsOf(job.id())).hasSize(2);
            BinWinnow.Result cancel = winnow.run("cancel", job.id().text());
            assertThat(cancel.exitCode()).as(cancel.err()).isZero();
            assertThat(cancel.out()).contains("job " + job.id() + " is cancelled");
            assertThat(kafka.topicsOf(job.id())).isEmpty();
        }

        BinWinnow.Result run = job.run().await();
        assertThat(run.exitCode()).as(run.err()).isEqualTo(1);
        assertThat(run.sentence()).startsWith("winnow: job " + job.id() + " was cancelled");
        assertThat(job.statedState()).isEqualTo("CANCELLED");
        assertThat(Signal.isAlive(job.pid("receive"))).isFalse();

        assertRefused(job.resume(), "job " + job.id() + " was cancelled");
        assertRefused(winnow.run("cancel", job.id().text()), "has ended already (CANCELLED)");
    }

    @Test
    void aSecondReceiver_isRefused() {
        Path oracle = JOB.oracle(winnow);
        TestJob job = TestJob.start(winnow, cluster, JOB.arguments());
        job.awaitMoreReceived(0);
        // so that the job does not end meanwhile
        Signal.STOP.send(cluster.instancePid(1));
        Signal.STOP.send(cluster.instancePid(2));
        Path other = winnow.file("elsewhere");
        String at = "another receiver of job " + job.id() + " is at work (process " + job.pid("receive");
        assertRefused(winnow.run("receive", "--job", job.id().text(), "--folder", other.toString()), at);
        assertThat(Files.exists(other.resolve("results.log.part"))).isFalse();
        assertRefused(winnow.run("receive", "--job", job.id().text()), "another receiver is at work in ");
        Signal.CONT.send(cluster.instancePid(1));
        Signal.CONT.send(cluster.instancePid(2));

        job.assertDone(job.run().await(), oracle);
    }

    private static void assertRefused(BinWinnow.Result result, String sentence) {
        assertThat(result.exitCode()).as(result.err()).isEqualTo(1);
        assertThat(result.sentence()).startsWith("winnow: ").contains(sentence);
        assertThat(result.err()).doesNotContain("\tat ");
    }
}
