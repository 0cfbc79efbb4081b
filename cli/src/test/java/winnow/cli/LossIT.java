package winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.protocol.job.Attempt;
import winnow.protocol.kafka.Topics;

/**
 * Kafka loses what it had of a job, for good. The run does not wait for ever and never finishes with wrong bytes: it ends,
 * says what is lost, and {@code resume} finishes the job from its input and the results that are safe.
 */
class LossIT {
    /** So many that neither the sender nor the instances can hold all that is lost. */
    private static final String[] JOB = {"--rows", "1000000", "--seed", "8", "--slowness", "20", "--chunk-rows", "100"};
    /** The promise is 30 s; the machine may be busy. */
    private static final Duration DEADLINE = Duration.ofMinutes(2);

    @TempDir
    static Path folder;

    private static BinWinnow winnow;
    private static TestCluster cluster;
    private static Path oracle;

    @BeforeAll
    static void up() throws IOException {
        winnow = new BinWinnow(folder);
        assertThat(winnow.run("classify", JOB[0], JOB[1], JOB[2], JOB[3], JOB[4], JOB[5], "direct.log")
                        .exitCode())
                .isZero();
        oracle = winnow.file("direct.log");
        cluster = new TestCluster(winnow, 2);
    }

    @AfterAll
    static void down() {
        cluster.close();
    }

    @Test
    void theBrokersDisk() {
        TestJob job = TestJob.start(winnow, cluster, JOB);
        job.awaitMoreReceived(0);
        cluster.loseTheBrokersDisk();
        try (KafkaEyes kafka = new KafkaEyes(cluster.bootstrap())) {
            assertThat(kafka.topicsOf(job.id())).as("topics of the job").isEmpty();
        }
        job.assertStopped(job.run().await(DEADLINE), 1);

        job.assertDone(job.resume(), oracle);
        assertThat(job.record().attempt().number()).isEqualTo(2);
    }

    /** The instances sleep meanwhile, so that they have not read them. */
    @Test
    void chunksThatWereNotClassifiedYet() {
        TestJob job = TestJob.start(winnow, cluster, JOB);
        job.awaitMoreReceived(0);
        TopicPartition partition = new TopicPartition(Topics.rows(job.id(), Attempt.FIRST), 7);
        Signal.STOP.send(cluster.instancePid(1));
        Signal.STOP.send(cluster.instancePid(2));
        try (KafkaEyes kafka = new KafkaEyes(cluster.bootstrap())) {
            // all but the last of its 833 chunks: more than both can hold
            Await.that("chunks in " + partition, DEADLINE, () -> kafka.end(partition) > 800);
            kafka.deleteRecords(partition);
            assertThat(kafka.begin(partition)).as("chunks deleted").isGreaterThan(800);
        } finally {
            Signal.CONT.send(cluster.instancePid(1));
            Signal.CONT.send(cluster.instancePid(2));
        }
        assertNamed(job);
    }

    /** The receiver sleeps meanwhile, so that it has not read them. */
    @Test
    void chunksThatWereClassified() {
        TestJob job = TestJob.start(winnow, cluster, JOB);
        job.awaitMoreReceived(0);
        TopicPartition partition = new TopicPartition(Topics.results(job.id(), Attempt.FIRST), 3);
        long receiver = job.pid("receive");
        Signal.STOP.send(receiver);
        try (KafkaEyes kafka = new KafkaEyes(cluster.bootstrap())) {
            long end = kafka.end(partition);
            // more than one request of the receiver can have taken before
            Await.that("more results in " + partition, DEADLINE, () -> kafka.end(partition) > end + 300);
            kafka.deleteRecords(partition);
        } finally {
            Signal.CONT.send(receiver);
        }
        assertNamed(job);
    }

    private static void assertNamed(TestJob job) {
        long lost = System.nanoTime();
        BinWinnow.Result stopped = job.run().await(DEADLINE);
        System.out.println("lost chunks were named after "
                + Duration.ofNanos(System.nanoTime() - lost).toMillis() + " ms: " + stopped.sentence());
        job.assertStopped(stopped, 1);
        assertThat(stopped.sentence()).containsPattern("chunk \\d+");
        assertThat(job.statedState()).isEqualTo("STOPPED");

        job.assertDone(job.resume(), oracle);
        assertThat(job.record().attempt().number()).isEqualTo(2);
    }
}
