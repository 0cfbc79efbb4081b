package winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker's disk holds what is under way of a job, and not the job. */
class BoundedTopicsIT {
    /** Slow enough that what is written in the few seconds until something safe has left the disk is not the whole job. */
    private static final String[] JOB = {"--rows", "2000000", "--seed", "4", "--slowness", "100"};

    private static final long MIB = 1 << 20;

    @TempDir
    private Path folder;

    @Test
    void topicsStaySmallWhileTheJobRuns() throws IOException {
        BinWinnow winnow = new BinWinnow(folder);
        assertThat(winnow.run(Stream.of(List.of("classify"), List.of(JOB), List.of("direct.log"))
                                .flatMap(List::stream)
                                .toArray(String[]::new))
                        .exitCode())
                .isZero();
        Path oracle = winnow.file("direct.log");

        try (TestCluster cluster = new TestCluster(winnow, 1)) {
            TestJob job = TestJob.start(
                    winnow,
                    cluster,
                    Stream.concat(Stream.of(JOB), Stream.of("--partitions", "2", "--window", "16MiB"))
                            .toArray(String[]::new));
            Path data = winnow.home().resolve("broker").resolve("data");
            long peak = 0;
            while (job.run().alive()) {
                peak = Math.max(peak, logBytes(data, job.id().text()));
            }
            System.out.println(
                    "topics had " + peak / MIB + " MiB at most, results.log has " + Files.size(oracle) / MIB);
            job.assertDone(job.run().await(), oracle);
            // rows and results together are nearly twice the results
            assertThat(peak).as("bytes in the job's topics").isBetween(MIB, Files.size(oracle));
        }
    }

    /** Of all segments, those that are about to be deleted included; their indexes are sparse files. */
    private static long logBytes(Path data, String job) {
        try (Stream<Path> topics = Files.list(data)) {
            return topics.filter(topic -> topic.getFileName().toString().contains(job))
                    .mapToLong(BoundedTopicsIT::logBytes)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long logBytes(Path partition) {
        try (Stream<Path> files = Files.list(partition)) {
            return files.filter(file -> file.getFileName().toString().contains(".log"))
                    .mapToLong(BoundedTopicsIT::size)
                    .sum();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return 0; // the job has ended meanwhile
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0; // deleted meanwhile
        }
    }
}
