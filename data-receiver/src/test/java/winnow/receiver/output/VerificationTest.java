package winnow.receiver.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;

class VerificationTest {
    @TempDir
    Path folder;

    private JobReport report;

    @BeforeEach
    void finish() {
        report = FinishedJob.write(folder);
    }

    private StopException damage() {
        StopException stop = catchThrowableOfType(StopException.class, () -> Verification.of(folder));
        assertThat(stop).isNotNull();
        return stop;
    }

    @Test
    void text_hasCountsAndDigests() {
        assertThat(Verification.of(folder).text())
                .isEqualTo("good: 3 rows in 1 chunks, 2 classified, 1 rejected\n"
                        + "sha256 " + report.sha256().log() + "  " + folder.resolve("results.log") + "\n"
                        + "sha256 " + report.sha256().rejects() + "  " + folder.resolve("rejects.csv") + "\n");
    }

    @Test
    void of_takesTheLogForItsFolder() {
        assertThat(Verification.of(folder.resolve("results.log")))
                .usingRecursiveComparison()
                .isEqualTo(Verification.of(folder));
    }

    @Test
    void of_alarmsForEveryBitOfTheLogAndTheRejects() throws IOException {
        for (String name : new String[] {"results.log", "rejects.csv"}) {
            Path file = folder.resolve(name);
            byte[] good = Files.readAllBytes(file);
            for (int bit = 0; bit < good.length * 8; bit++) {
                byte[] bad = good.clone();
                bad[bit / 8] ^= (byte) (1 << (bit % 8));
                Files.write(file, bad);
                assertThat(damage().exitCode()).as("bit %d of %s", bit, name).isEqualTo(ExitCode.FAILED);
            }
            Files.write(file, good);
        }
    }

    @Test
    void of_namesChunkRowsAndBytes() throws IOException {
        byte[] bad = Files.readAllBytes(folder.resolve("results.log"));
        bad[20] ^= 1;
        Files.write(folder.resolve("results.log"), bad);
        assertThat(damage())
                .hasMessageContaining("chunk 0 with rows 1 to 3 (bytes 0 to 32 of " + folder.resolve("results.log"))
                .hasMessageContaining("nothing was repaired");
    }

    @Test
    void of_alarmsForFilesOfAnotherLength() throws IOException {
        for (String name : new String[] {"results.log", "rejects.csv", "results.index"}) {
            Path file = folder.resolve(name);
            byte[] good = Files.readAllBytes(file);
            for (int length = 0; length < good.length; length++) {
                Files.write(file, Arrays.copyOf(good, length));
                assertThat(damage().exitCode())
                        .as("%d bytes of %s", length, name)
                        .isEqualTo(ExitCode.FAILED);
            }
            Files.write(file, good);
        }
        Files.writeString(folder.resolve("results.log"), FinishedJob.LINES + "x");
        assertThat(damage()).hasMessageContaining("bytes of results.log 33, expected 32");
    }

    @Test
    void of_alarmsForBytesAfterTheRejects() throws IOException {
        Path rejects = folder.resolve("rejects.csv");
        Files.writeString(rejects, Files.readString(rejects) + "4,5,29,RAGGED,,,\r\n");
        assertThat(damage()).hasMessageContaining("rejects.csv");
    }

    /** Every frame may be good and the files still be those of another run. */
    @Test
    void of_alarmsForFilesThatAreNotThoseOfTheReport() throws IOException {
        String text = Files.readString(folder.resolve("job.json"));
        String digest = report.sha256().log();
        String other = (digest.charAt(0) == '0' ? '1' : '0') + digest.substring(1);
        Files.writeString(folder.resolve("job.json"), text.replace(digest, other));
        assertThat(damage()).hasMessageContaining("SHA-256 of results.log " + digest + ", expected " + other);
    }

    @Test
    void of_isContentWithAJobThatIsNotComplete() throws IOException {
        Files.delete(folder.resolve("job.json"));
        for (String name : new String[] {"results.log", "results.index", "rejects.csv"}) {
            Files.move(folder.resolve(name), folder.resolve(name + ".part"));
        }
        Files.write(folder.resolve("results.log.part"), (FinishedJob.LINES + "4;d;").getBytes(StandardCharsets.UTF_8));
        assertThat(Verification.of(folder).text())
                .isEqualTo("good so far: 3 rows in 1 chunks, 2 classified, 1 rejected, 4 bytes beyond that are not safe"
                        + " yet; the job is not complete\n");
    }

    @Test
    void of_refusesAFolderWithoutResults() {
        Path empty = folder.resolve("empty");
        StopException stop = catchThrowableOfType(StopException.class, () -> Verification.of(empty));
        assertThat(stop.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(stop).hasMessageContaining("there is no ").hasMessageContaining("give the folder of a job");
    }
}
