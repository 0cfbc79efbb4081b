package winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.protocol.job.Attempt;
import winnow.protocol.kafka.Topics;
import winnow.protocol.member.Member;

/** Programs of a job die, or sleep for so long that they count as dead; the run ends well, with the same bytes. */
class KilledProgramsIT {
    private static final WaitingJob JOB = WaitingJob.of(60_000);

    private static final Duration DEADLINE = Duration.ofMinutes(2);

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

    @Test
    void theSender_isStartedAgain() {
        TestJob job = TestJob.start(winnow, cluster, JOB.arguments());
        job.awaitSending();
        long sender = job.pid("send");
        Signal.kill(sender);
        job.assertDone(job.run().await(), oracle);
        assertThat(job.pid("send")).isNotEqualTo(sender);
    }

    /** The instances are held, so that the job cannot end before the second receiver is killed too. */
    @Test
    void theReceiver_isStartedAgain() {
        TestJob job = TestJob.start(winnow, cluster, JOB.arguments());
        job.awaitMoreReceived(0);
        long first = job.pid("receive");
        Signal.STOP.send(cluster.instancePid(1));
        Signal.STOP.send(cluster.instancePid(2));
        try {
            Signal.kill(first);
            long second = awaitAnotherReceiver(job, first);
            Signal.kill(second);
            awaitAnotherReceiver(job, second);
        } finally {
            Signal.CONT.send(cluster.instancePid(1));
            Signal.CONT.send(cluster.instancePid(2));
        }
        job.assertDone(job.run().await(), oracle);
    }

    /** One that follows the job by now. */
    private static long awaitAnotherReceiver(TestJob job, long killed) {
        Await.that(
                "another receiver is at work",
                DEADLINE,
                () -> job.member("receiver-" + job.id()).pid() != killed);
        return job.member("receiver-" + job.id()).pid();
    }

    /** As a full disk does it: a folder stands where the file is to be written. */
    @Test
    void theReceiver_isStartedAgainOnceThatCanBeNoted() throws IOException {
        TestJob job = TestJob.startTalking(winnow, cluster, JOB.arguments());
        job.awaitMoreReceived(0);
        Path inTheWay = Files.createDirectory(job.file("programs.json.part"));
        long receiver = job.pid("receive");
        Signal.kill(receiver);
        Await.that("it says what it waits for", DEADLINE, () -> job.run().said().contains("waits: cannot write "));
        assertThat(job.pid("receive")).isEqualTo(receiver);
        Files.delete(inTheWay);
        job.assertDone(job.run().await(), oracle);
        assertThat(job.pid("receive")).isNotEqualTo(receiver);
    }

    /** Longer than a member may be silent. */
    @Test
    void theReceiver_sleeps() {
        TestJob job = TestJob.start(winnow, cluster, JOB.arguments());
        job.awaitMoreReceived(0);
        long receiver = job.pid("receive");
        Signal.STOP.send(receiver);
        Member asleep = job.member("receiver-" + job.id());
        Await.that(
                "20 s of silence", DEADLINE, () -> asleep.seen().plusSeconds(20).isBefore(Instant.now()));
        assertThat(job.member("receiver-" + job.id()).seen()).isEqualTo(asleep.seen());
        Signal.CONT.send(receiver);
        job.assertDone(job.run().await(), oracle);
        assertThat(job.pid("receive")).isEqualTo(receiver);
    }

    /** Both wake up as zombies: their sessions are over, and what they had under way is no longer theirs to finish. */
    @Test
    void theInstances_sleepBeyondTheirSessions() {
        TestJob job = TestJob.start(winnow, cluster, JOB.arguments());
        job.awaitMoreReceived(0);
        try (KafkaEyes kafka = new KafkaEyes(cluster.bootstrap())) {
            String group = Topics.application(job.id(), Attempt.FIRST);
            assertThat(kafka.members(group)).isPositive();
            Signal.STOP.send(cluster.instancePid(1));
            Signal.STOP.send(cluster.instancePid(2));
            try {
                Await.that("the group has given both up", DEADLINE, () -> kafka.members(group) == 0);
            } finally {
                Signal.CONT.send(cluster.instancePid(1));
                Signal.CONT.send(cluster.instancePid(2));
            }
        }
        job.assertDone(job.run().await(), oracle);
    }

    /** One wakes up when the other has its partitions. */
    @Test
    void anInstance_sleepsWhileTheOtherTakesOver() {
        TestJob job = TestJob.start(winnow, cluster, JOB.arguments());
        job.awaitMoreReceived(0);
        try (KafkaEyes kafka = new KafkaEyes(cluster.bootstrap())) {
            String group = Topics.application(job.id(), Attempt.FIRST);
            int both = kafka.members(group);
            Signal.STOP.send(cluster.instancePid(2));
            try {
                Await.that("the group has given one up", DEADLINE, () -> kafka.members(group) < both);
                long received = job.status().received();
                // a job that is done by now has gone on, too: how it ended is asked below
                Await.that(
                        "the other goes on",
                        DEADLINE,
                        () -> !job.run().alive() || job.status().received() > received);
            } finally {
                Signal.CONT.send(cluster.instancePid(2));
            }
        }
        job.assertDone(job.run().await(), oracle);
    }

    /** The figure is for people: on a busy machine it says little. But nobody may wait for the dead one's transaction. */
    @Test
    void anInstance_isKilledAndTheOtherTakesOver() {
        TestJob job = TestJob.start(winnow, cluster, JOB.arguments());
        job.awaitMoreReceived(0);
        Signal.kill(cluster.instancePid(2));
        long rows = 0;
        long since = System.nanoTime();
        Duration longest = Duration.ZERO;
        while (job.run().alive()) {
            long now = job.status().received();
            if (now > rows) {
                longest = Duration.ofNanos(Math.max(longest.toNanos(), System.nanoTime() - since));
                rows = now;
                since = System.nanoTime();
            }
        }
        System.out.println("kill -9 of one of two instances: at most " + longest.toMillis() + " ms without progress");
        assertThat(longest)
                .as("well before the transactions of the dead time out")
                .isLessThan(DEADLINE);
        job.assertDone(job.run().await(), oracle);
        cluster.up();
    }
}
