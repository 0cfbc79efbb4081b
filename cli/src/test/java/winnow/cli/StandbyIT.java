package winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs are sent and received by processes that had started before them. */
class StandbyIT {
    private static final String[] JOB = {"--rows", "20000", "--seed", "8"};

    @TempDir
    static Path folder;

    @Test
    void jobs_shareTheProcessesThatWait_andDownEndsThem() throws IOException {
        BinWinnow winnow = new BinWinnow(folder);
        assertThat(winnow.run("classify", JOB[0], JOB[1], JOB[2], JOB[3], "direct.log")
                        .exitCode())
                .isZero();
        Set<Long> waiting;
        try (TestCluster cluster = new TestCluster(winnow, 1)) {
            waiting = Await.value(
                    "two processes wait",
                    Duration.ofMinutes(2),
                    () -> Stream.of(listening(winnow))
                            .filter(pids -> pids.size() == 2)
                            .findFirst());
            for (int round = 0; round < 3; round++) {
                TestJob job = TestJob.start(winnow, cluster, JOB);
                job.assertDone(job.run().await(), winnow.file("direct.log"));
                assertThat(Set.of(job.pid("send"), job.pid("receive"))).isEqualTo(waiting);
                for (String log : new String[] {"send.log", "receive.log"}) {
                    assertThat(job.file(log))
                            .content()
                            .contains(job.id().text())
                            .containsOnlyOnce("--- started");
                }
            }
        }
        assertThat(waiting).noneMatch(Signal::isAlive);
        assertThat(listening(winnow)).isEmpty();
    }

    private static Set<Long> listening(BinWinnow winnow) {
        Path standby = winnow.home().resolve("standby");
        if (!Files.isDirectory(standby)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.list(standby)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".sock"))
                    .map(name -> Long.parseLong(name.substring(0, name.indexOf('.'))))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
