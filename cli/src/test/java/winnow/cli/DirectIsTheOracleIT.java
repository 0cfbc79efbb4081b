package winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the cluster writes is what the direct run writes, byte for byte: for one, two and three instances, for chunks of
 * one row and of thousands, and for rows of every kind.
 */
class DirectIsTheOracleIT {
    private static final long SEED = 20261123;

    @Test
    void sameBytesForEveryClusterSizeAndChunkSize(@TempDir Path folder) throws IOException {
        BinWinnow winnow = new BinWinnow(folder);
        Path input = Files.write(folder.resolve("in.csv"), mixedRows(3000));
        BinWinnow.Result direct = winnow.run("classify", input.toString(), "direct.log");
        assertThat(direct.exitCode()).as(direct.err()).isZero();
        Path log = winnow.file("direct.log");
        Path rejects = winnow.file("direct.rejects.csv");
        assertThat(Files.size(rejects)).isGreaterThan(1000);

        try (TestCluster cluster = new TestCluster(winnow, 1)) {
            for (int size = 1; size <= 3; size++) {
                cluster.resize(size);
                for (String chunkRows : new String[] {"1", "100", "4096"}) {
                    TestCluster.Run run = cluster.run("--input", input.toString(), "--chunk-rows", chunkRows);
                    String which = "seed " + SEED + ", " + size + " instances, chunks of " + chunkRows;
                    assertThat(run.file("results.log")).as(which).hasSameBinaryContentAs(log);
                    assertThat(run.file("rejects.csv")).as(which).hasSameBinaryContentAs(rejects);
                    assertThat(run.total("rows")).isEqualTo(run.total("classified") + run.total("rejected"));
                }
            }
        }
    }

    @Test
    void directRunDoesNotDependOnTheChunks(@TempDir Path folder) throws IOException {
        BinWinnow winnow = new BinWinnow(folder);
        Path input = Files.write(folder.resolve("in.csv"), mixedRows(2000));
        assertThat(winnow.run("classify", input.toString(), "a.log").exitCode()).isZero();
        assertThat(winnow.run("classify", "--chunk-rows", "7", "--chunk-bytes", "100", input.toString(), "b.log")
                        .exitCode())
                .isZero();
        assertThat(winnow.file("b.log")).hasSameBinaryContentAs(winnow.file("a.log"));
        assertThat(winnow.file("b.rejects.csv")).hasSameBinaryContentAs(winnow.file("a.rejects.csv"));
    }

    /** Mostly good rows; among them every kind of dirt, and at the end a quote that is never closed. */
    private static byte[] mixedRows(int rows) {
        Random random = new Random(SEED);
        StringBuilder csv = new StringBuilder("\ufeffID,NAME,TEXT\r\n");
        for (int row = 0; row < rows; row++) {
            switch (random.nextInt(20)) {
                case 0 -> csv.append(row).append(",\"two\nlines, \"\"quoted\"\"\",x\n");
                case 1 -> csv.append(row).append(",ragged\n");
                case 2 -> csv.append("\n\r\n");
                case 3 -> csv.append(row).append(",\"bad\"quote,x\n");
                case 4 -> csv.append(row).append(",gr\u00fc\u00df dich \u4f60\u597d,x\r\n");
                case 5 ->
                    csv.append(row)
                            .append(",")
                            .append("long ".repeat(random.nextInt(2000)))
                            .append(",x\n");
                case 6 -> csv.append(row).append(",5\" pipe,\r\n");
                default -> csv.append(row).append(",name,text\n");
            }
        }
        csv.append("9,\"open,x\n1,2,3\n");
        return csv.toString().getBytes(StandardCharsets.UTF_8);
    }
}
