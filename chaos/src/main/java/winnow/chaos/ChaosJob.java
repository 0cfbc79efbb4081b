package winnow.chaos;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A job, and what it must give: rows of which some are rejects, and work enough for faults to strike in the middle. The
 * bytes to expect come from the run without a cluster.
 *
 * @param name for people
 * @param chunks that it is cut into, at least
 */
record ChaosJob(String name, List<String> arguments, long chunks, Path expectedLog, Path expectedRejects) {
    private static final int ROWS = 40_000;

    /** What all of them classify. */
    static Path writeInput(Path folder) throws IOException {
        Path input = folder.resolve("input.csv");
        Random random = new Random(1);
        try (BufferedWriter csv = Files.newBufferedWriter(input)) {
            csv.write("ID,NAME,TEXT\n");
            for (int row = 0; row < ROWS; row++) {
                csv.write(row(row, random));
            }
        }
        return input;
    }

    /** Its model computes: chunks come fast, and processors are what they wait for. */
    static ChaosJob busy(ChaosCluster cluster, Path input) throws IOException {
        List<String> model = List.of("--slowness", "250");
        return make("busy", cluster, input, 50, model, model);
    }

    /** Its model waits: a chunk takes longer than Kafka's clients like to be kept from their polls. */
    static ChaosJob waiting(ChaosCluster cluster, Path input) throws IOException {
        return make("waiting", cluster, input, 200, List.of("--model", "sleep:500ms"), List.of("--model", "sleep:1us"));
    }

    /** @param quick the same model in less time */
    private static ChaosJob make(
            String name, ChaosCluster cluster, Path input, int chunkRows, List<String> model, List<String> quick)
            throws IOException {
        Path log = cluster.folder().resolve(name + ".log");
        Path rejects = cluster.folder().resolve(name + ".rejects.csv");
        Files.deleteIfExists(log);
        Files.deleteIfExists(rejects);
        List<String> classify = new ArrayList<>(List.of("classify", input.toString(), log.toString()));
        classify.addAll(quick);
        if (cluster.run(classify.toArray(String[]::new)) != 0) {
            throw new IllegalStateException("'winnow classify' fails");
        }
        List<String> arguments = new ArrayList<>(List.of("--input", input.toString()));
        arguments.addAll(List.of("--chunk-rows", Integer.toString(chunkRows)));
        arguments.addAll(model);
        return new ChaosJob(name, List.copyOf(arguments), ROWS / chunkRows, log, rejects);
    }

    private static String row(int number, Random random) {
        return switch (random.nextInt(50)) {
            case 0 -> number + ",ragged\n";
            case 1 -> number + ",\"two\nlines\",x\r\n";
            default -> number + ",name-" + random.nextInt(1000) + ",text of row " + number + "\n";
        };
    }
}
