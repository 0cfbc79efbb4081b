package winnow.chaos;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * The job of every run, and what it must give: rows of which some are rejects, and work enough for faults to strike in the
 * middle. The bytes to expect come from the run without a cluster.
 */
record ChaosJob(Path input, long chunks, Path expectedLog, Path expectedRejects) {
    private static final int ROWS = 40_000;
    private static final int CHUNK_ROWS = 50;
    private static final String SLOWNESS = "250";

    static ChaosJob make(ChaosCluster cluster) throws IOException {
        Path input = cluster.folder().resolve("input.csv");
        Random random = new Random(1);
        try (BufferedWriter csv = Files.newBufferedWriter(input)) {
            csv.write("ID,NAME,TEXT\n");
            for (int row = 0; row < ROWS; row++) {
                csv.write(row(row, random));
            }
        }
        Path log = cluster.folder().resolve("expected.log");
        Files.deleteIfExists(log);
        Files.deleteIfExists(cluster.folder().resolve("expected.rejects.csv"));
        if (cluster.run("classify", "--slowness", SLOWNESS, input.toString(), log.toString()) != 0) {
            throw new IllegalStateException("'winnow classify' fails");
        }
        return new ChaosJob(input, ROWS / CHUNK_ROWS, log, cluster.folder().resolve("expected.rejects.csv"));
    }

    private static String row(int number, Random random) {
        return switch (random.nextInt(50)) {
            case 0 -> number + ",ragged\n";
            case 1 -> number + ",\"two\nlines\",x\r\n";
            default -> number + ",name-" + random.nextInt(1000) + ",text of row " + number + "\n";
        };
    }

    List<String> arguments() {
        return List.of(
                "--input", input.toString(), "--slowness", SLOWNESS, "--chunk-rows", Integer.toString(CHUNK_ROWS));
    }
}
