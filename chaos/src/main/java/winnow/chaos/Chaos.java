package winnow.chaos;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Runs job after job under faults; {@code make chaos RUNS=100 SEED=7}. A run's seed is the first seed and its number, so
 * that {@code make chaos RUNS=1 SEED=…} repeats it: the same faults at the same shares of the job, though not at the same
 * microsecond.
 */
public final class Chaos {
    private static final String CSV = "chaos.csv";

    /** Every so many seeds the job is one that waits: by number, so that older seeds mean the same faults as ever. */
    private static final long WAITS = 4;

    private final Path winnow;
    private final Path folder;
    private final PrintStream out;

    /**
     * @param winnow the command that is put to the test
     * @param folder for the cluster, and for the line that each run adds to {@code chaos.csv}
     */
    public Chaos(Path winnow, Path folder, PrintStream out) {
        this.winnow = winnow;
        this.folder = folder;
        this.out = out;
    }

    /** Arguments: the command, a folder, the number of runs, the first seed. Exit code 1 if any run went wrong. */
    public static void main(String[] arguments) throws IOException {
        Chaos chaos = new Chaos(Path.of(arguments[0]), Path.of(arguments[1]).toAbsolutePath(), System.out);
        int bad = chaos.run(Integer.parseInt(arguments[2]), Long.parseLong(arguments[3]));
        System.exit(bad == 0 ? 0 : 1);
    }

    /** @return how many runs did not end in the bytes of the undisturbed run */
    public int run(int runs, long seed) throws IOException {
        Files.createDirectories(folder);
        ChaosCluster cluster = new ChaosCluster(winnow, folder);
        Machine machine = new Machine(cluster.jobs(), cluster.brokerPort());
        machine.impossible().forEach((fault, why) -> out.println("left out: " + fault + ": " + why));
        int bad = 0;
        try (cluster) {
            Path input = ChaosJob.writeInput(cluster.folder());
            ChaosJob busy = ChaosJob.busy(cluster, input);
            ChaosJob waiting = ChaosJob.waiting(cluster, input);
            for (long run = seed; run < seed + runs; run++) {
                Schedule schedule = Schedule.of(run, machine.impossible().keySet());
                ChaosJob job = run % WAITS == 0 ? waiting : busy;
                out.println("seed " + run + ": " + job.name() + " " + schedule);
                ChaosResult result = new ChaosRun(cluster, new Injector(cluster, machine), job, schedule).toItsEnd();
                out.println(result.text());
                append(result);
                bad += result.good() ? 0 : 1;
            }
        } finally {
            machine.close();
        }
        out.println(runs + " runs, " + bad + " of them bad; a line for each is in " + folder.resolve(CSV));
        return bad;
    }

    private void append(ChaosResult result) throws IOException {
        Path csv = folder.resolve(CSV);
        if (!Files.exists(csv)) {
            Files.write(csv, List.of(ChaosResult.CSV_HEADER));
        }
        Files.write(csv, List.of(result.csv()), StandardOpenOption.APPEND);
    }
}
