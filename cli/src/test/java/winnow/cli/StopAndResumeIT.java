package winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A job that is stopped in the middle, by its user or by a kill, is finished by {@code resume} to the same bytes. */
class StopAndResumeIT {
    private static final WaitingJob JOB = WaitingJob.of(60_000);

    @TempDir
    static Path folder;

    private static BinWinnow winnow;
    private static TestCluster cluster;
    private static Path oracle;

    @BeforeAll
    static void up() throws IOException {
        winnow = new BinWinnow(folder);
        oracle = JOB.oracle(winnow);
        cluster = new TestCluster(winnow, 2);
    }

    @AfterAll
    static void down() {
        cluster.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"INT", "TERM"})
    void aSignal_stopsItInGoodOrder(Signal signal) {
        assumeThat(signal.isHeard())
                .as("what runs in the background of a script is deaf to Ctrl-C")
                .isTrue();
        TestJob job = TestJob.start(winnow, cluster, JOB.arguments());
        job.awaitMoreReceived(0);
        signal.send(job.run().pid());
        BinWinnow.Result stopped = job.run().await();
        job.assertStopped(stopped, 130);
        assertThat(stopped.sentence()).contains("is stopped: interrupted");
        assertThat(job.statedState()).isEqualTo("STOPPED");

        job.assertDone(job.resume(), oracle);
        assertThat(job.statedState()).isEqualTo("DONE");
        job.assertDone(job.resume(), oracle); // says the verdict again
    }

    /** The command sleeps through the end of its job, and finds that and the signal when it wakes up. */
    @Test
    void aSignalThatComesWhenAllIsDone_stopsNothing() {
        TestJob job = TestJob.start(winnow, cluster, "--rows", "10000", "--seed", "5", "--slowness", "200");
        job.pid("send");
        Signal.STOP.send(job.run().pid());
        Await.that("the job is complete", Duration.ofMinutes(2), () -> Files.exists(job.file("job.json")));
        Signal.TERM.send(job.run().pid());
        Signal.CONT.send(job.run().pid());
        BinWinnow.Result done = job.run().await();
        assertThat(done.exitCode()).as(done.out() + done.err()).isZero();
        assertThat(done.out()).contains("job " + job.id() + " is done");
        assertThat(job.statedState()).isEqualTo("DONE");
    }

    @Test
    void itsProgramsGoOnWithoutTheCommand_andResumeTakesOver() {
        TestJob job = TestJob.start(winnow, cluster, JOB.arguments());
        job.awaitMoreReceived(0);
        BinWinnow.Result tooSoon = job.resume();
        assertThat(tooSoon.exitCode()).isEqualTo(1);
        assertThat(tooSoon.sentence()).contains("process " + job.run().pid() + " sees to it");

        Signal.kill(job.run().pid());
        long receiver = job.pid("receive");
        assertThat(Signal.isAlive(receiver)).as("the receiver goes on").isTrue();

        // so that the job does not end before it is taken over
        Signal.STOP.send(cluster.instancePid(1));
        Signal.STOP.send(cluster.instancePid(2));
        RunningCommand resuming = winnow.start("resume", "--quiet", job.id().text());
        Await.that("the receiver was replaced", Duration.ofMinutes(2), () -> job.pid("receive") != receiver);
        assertThat(Signal.isAlive(receiver)).as("the old receiver").isFalse();
        Signal.CONT.send(cluster.instancePid(1));
        Signal.CONT.send(cluster.instancePid(2));
        BinWinnow.Result resumed = resuming.await();
        job.assertDone(resumed, oracle);
    }

    @Test
    void theClusterIsStoppedUnderIt() {
        TestJob job = TestJob.start(winnow, cluster, JOB.arguments());
        job.awaitMoreReceived(0);
        long instance = cluster.instancePid(1);
        assertThat(winnow.run("down").exitCode()).isZero();
        assertThat(Signal.isAlive(instance)).isFalse();
        BinWinnow.Result stopped = job.run().await();
        job.assertStopped(stopped, 1);
        assertThat(stopped.sentence()).contains("the cluster was stopped").contains("make up");

        cluster.up();
        job.assertDone(job.resume(), oracle);
    }
}
