package winnow.receiver.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;

class ResultsArchiveTest {
    @TempDir
    Path folder;

    @Test
    void writeTo_packsTheFourFiles() throws IOException {
        Path job = Files.createDirectory(folder.resolve("job"));
        FinishedJob.write(job);
        Path output = folder.resolve("a/b");
        new ResultsArchive(job).writeTo(output);

        Map<String, byte[]> packed = unpack(output.resolve("results.tgz"));
        assertThat(packed.keySet()).containsExactly("results.log", "results.index", "rejects.csv", "job.json");
        for (Map.Entry<String, byte[]> entry : packed.entrySet()) {
            assertThat(job.resolve(entry.getKey())).hasBinaryContent(entry.getValue());
        }
        try (var left = Files.list(output)) {
            assertThat(left.map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder("results.tgz", "results.csv");
        }
    }

    @Test
    void writeTo_givesTheSameBytesAgain() throws IOException {
        Path job = Files.createDirectory(folder.resolve("job"));
        FinishedJob.write(job);
        new ResultsArchive(job).writeTo(folder.resolve("once"));
        Files.setLastModifiedTime(job.resolve("results.log"), FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));
        new ResultsArchive(job).writeTo(folder.resolve("again"));
        assertThat(folder.resolve("again/results.tgz")).hasSameBinaryContentAs(folder.resolve("once/results.tgz"));
    }

    @Test
    void writeTo_putsAHeaderLineBeforeTheResults() throws IOException {
        Path job = Files.createDirectory(folder.resolve("job"));
        FinishedJob.write(job);
        new ResultsArchive(job).writeTo(folder.resolve("output"));
        assertThat(folder.resolve("output/results.csv"))
                .content()
                .isEqualTo("ID;\"a;b\";CLASSIFICATION\n" + FinishedJob.LINES);
    }

    @Test
    void archive_refusesAJobThatIsNotComplete() throws IOException {
        Path job = Files.createDirectory(folder.resolve("job"));
        FinishedJob.write(job);
        Files.delete(job.resolve("job.json"));
        StopException stop = catchThrowableOfType(StopException.class, () -> new ResultsArchive(job));
        assertThat(stop.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(stop).hasMessageContaining("no complete results in " + job);
    }

    private static Map<String, byte[]> unpack(Path archive) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (var tar = new TarArchiveInputStream(
                new GzipCompressorInputStream(new BufferedInputStream(Files.newInputStream(archive))))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                assertThat(entry.getLastModifiedTime().toInstant()).isEqualTo(Instant.parse("2026-11-23T09:24:11Z"));
                assertThat(entry.getMode()).isEqualTo(0100644);
                files.put(entry.getName(), tar.readAllBytes());
            }
        }
        return files;
    }
}
