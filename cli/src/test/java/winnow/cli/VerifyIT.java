package winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code verify} finds what has happened to results after they were written. */
class VerifyIT {
    @Test
    void verify_saysWhereResultsAreDamaged(@TempDir Path folder) throws IOException {
        BinWinnow winnow = new BinWinnow(folder);
        Path job;
        try (TestCluster cluster = new TestCluster(winnow, 1)) {
            job = Path.of(cluster.run("--rows", "5000").verdict().get("folder").asText());
        }
        Path results = job.resolve("results.log");
        byte[] good = Files.readAllBytes(results);

        BinWinnow.Result verified = winnow.run("verify", job.toString());
        assertThat(verified.exitCode()).as(verified.err()).isZero();
        assertThat(verified.out()).startsWith("good: 5,000 rows in 10 chunks, 5,000 classified, 0 rejected\n");
        assertThat(winnow.run("verify", results.toString()).out()).isEqualTo(verified.out());

        byte[] flipped = good.clone();
        flipped[good.length / 2] ^= 1;
        Files.write(results, flipped);
        assertDamaged(
                winnow.run("verify", job.toString()), "chunk \\d with rows \\d+ to \\d+ \\(bytes \\d+ to \\d+ of ");
        assertThat(results).as("only looked at").hasBinaryContent(flipped);

        Files.write(results, Arrays.copyOf(good, good.length - 1));
        assertDamaged(
                winnow.run("verify", job.toString()), "chunk 9 with rows 4501 to 5000 .* is not there as a whole");

        Files.write(results, Arrays.copyOf(good, good.length + 1));
        assertDamaged(winnow.run("verify", job.toString()), "bytes of results.log " + (good.length + 1));

        Files.write(results, good);
        assertThat(winnow.run("verify", job.toString()).exitCode()).isZero();

        BinWinnow.Result missing =
                winnow.run("verify", folder.resolve("nowhere").toString());
        assertThat(missing.exitCode()).isEqualTo(2);
        assertThat(missing.sentence()).startsWith("winnow: there is no ");
    }

    private static void assertDamaged(BinWinnow.Result result, String pattern) {
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.sentence()).containsPattern(pattern).contains("nothing was repaired");
        assertThat(result.out()).isEmpty();
    }
}
