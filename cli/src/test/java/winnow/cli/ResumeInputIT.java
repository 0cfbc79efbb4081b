package winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job is finished from the input that it was begun with, or not at all. */
class ResumeInputIT {
    @TempDir
    static Path folder;

    private static BinWinnow winnow;
    private static TestCluster cluster;
    private static Path input;
    private static Path oracle;

    @BeforeAll
    static void up() throws IOException {
        winnow = new BinWinnow(folder);
        assertThat(winnow.run("generate", "--rows", "60000", "in.csv").exitCode())
                .isZero();
        input = winnow.file("in.csv");
        oracle = new WaitingJob(List.of(input.toString())).oracle(winnow);
        cluster = new TestCluster(winnow, 2);
    }

    @AfterAll
    static void down() {
        cluster.close();
    }

    /** Its topics are lost too: else all rows might be in Kafka, and the job would not need its input any more. */
    @Test
    void aChangedFile_isRefusedUntilTheOldOneIsBack() throws IOException {
        byte[] old = Files.readAllBytes(input);
        TestJob job = stopped(TestJob.start(winnow, cluster, from(input.toString())));
        try (KafkaEyes kafka = new KafkaEyes(cluster.bootstrap())) {
            kafka.deleteTopics(kafka.topicsOf(job.id()));
            Await.that(
                    "topics deleted",
                    Duration.ofMinutes(1),
                    () -> kafka.topicsOf(job.id()).isEmpty());
        }

        byte[] otherByte = old.clone();
        int inRowTwo = indexOf(old, '\n', 2) - 1;
        otherByte[inRowTwo] = (byte) (old[inRowTwo] == '7' ? '8' : '7');
        Files.write(input, otherByte);
        assertHasChanged(job.resume());

        Files.write(input, Arrays.copyOf(old, old.length - 1));
        assertHasChanged(job.resume());

        Files.write(input, old);
        job.assertDone(job.resume(), oracle);
    }

    private static void assertHasChanged(BinWinnow.Result result) {
        assertThat(result.exitCode()).as(result.err()).isEqualTo(1);
        assertThat(result.sentence()).contains("has changed").contains("put the old one back");
        assertThat(result.err().lines()).hasSize(1);
    }

    @Test
    void standardInput_isKeptForTheResume() {
        TestJob job = stopped(TestJob.startWith(input, winnow, cluster, from("-")));
        job.assertDone(job.resume(), oracle);
    }

    @Test
    void standardInputThatIsNotKept_givesTheSameBytes() {
        TestJob job = TestJob.startWith(input, winnow, cluster, from("-", "--no-spool"));
        job.assertDone(job.run().await(), oracle);
        assertThat(job.file("input.csv")).doesNotExist();
    }

    @Test
    void standardInputThatIsNotKept_cannotBeReadAgain() {
        TestJob job = TestJob.startWith(input, winnow, cluster, from("-", "--no-spool"));
        job.awaitMoreReceived(0);
        Signal.TERM.send(job.run().pid());
        BinWinnow.Result stopped = job.run().await();
        assertThat(stopped.exitCode()).as(stopped.err()).isEqualTo(130);
        assertThat(stopped.sentence()).contains("run it again").doesNotContain("winnow resume");

        BinWinnow.Result resume = job.resume();
        assertThat(resume.exitCode()).isEqualTo(1);
        assertThat(resume.sentence())
                .contains("kept no copy")
                .contains("--no-spool")
                .contains("run it again");
    }

    private static String[] from(String input, String... others) {
        List<String> rows = new ArrayList<>(List.of("--input", input));
        rows.addAll(List.of(others));
        return new WaitingJob(rows).arguments();
    }

    private static TestJob stopped(TestJob job) {
        job.awaitMoreReceived(0);
        Signal.TERM.send(job.run().pid());
        job.assertStopped(job.run().await(), 130);
        return job;
    }

    /** @return where the n-th one is */
    private static int indexOf(byte[] bytes, char what, int nth) {
        String text = new String(bytes, 0, 4096, StandardCharsets.ISO_8859_1);
        int at = -1;
        for (int n = 0; n < nth; n++) {
            at = text.indexOf(what, at + 1);
        }
        return at;
    }
}
