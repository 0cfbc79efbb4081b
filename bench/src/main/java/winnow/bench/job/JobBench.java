package winnow.bench.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code make bench}: whole jobs on this machine, each side of a ratio in turn, so that whatever else the machine does
 * meets both. Speeds are ratios; only what a user waits for is in seconds.
 */
final class JobBench {
    private static final int MILLION = 1_000_000;
    private static final String SHORT_WAIT = "sleep:2ms";
    private static final String LONG_WAIT = "sleep:100ms";
    private static final int WAITED_ROWS = 200_000;
    /** Comes out even for the threads of one instance and of four, on machines of one, two, three and six cores. */
    private static final int WAITED_PARTITIONS = 24;

    private final Commands commands;
    private final Path folder;
    private final int repeats;
    private final long rows;
    private final Map<String, List<Double>> measured = new LinkedHashMap<>();
    private final Map<String, Long> peaks = new LinkedHashMap<>();
    private final Map<String, List<Double>> processor = new LinkedHashMap<>();

    private JobBench(Commands commands, Path folder, int repeats, long rows) {
        this.commands = commands;
        this.folder = folder;
        this.repeats = repeats;
        this.rows = rows;
    }

    /** @param arguments the source tree, where to write, how often, and how many rows the large jobs have */
    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[0]).toAbsolutePath();
        Path target = Path.of(arguments[1]).toAbsolutePath();
        Path folder = Files.createTempDirectory(Files.createDirectories(target), "run");
        int repeats = Integer.parseInt(arguments[2]);
        JobBench bench = new JobBench(Commands.in(root, folder), folder, repeats, Long.parseLong(arguments[3]));
        try {
            bench.measure();
        } finally {
            bench.commands.winnow("down");
        }
        Report report = bench.report();
        System.out.println(report.text());
        System.out.println(bench.byProcess());
        report.writeTo(target);
        System.out.println("also in " + target + ": jobs.csv, jobs.md, jobs.svg");
        bench.commands.deleteFolder();
    }

    private void measure() {
        for (int repeat = 0; repeat < repeats; repeat++) {
            note("up", commands.make("up", "CLUSTER_SIZE=2").seconds());
            commands.winnow("down");
        }
        for (int repeat = 0; repeat < repeats; repeat++) {
            note(
                    "from nothing",
                    commands.make("up", "run-cluster", "CLUSTER_SIZE=2", "INPUT_SIZE=" + MILLION)
                            .seconds());
            commands.winnow("down");
        }
        commands.winnow("up", "--cluster-size", "2");
        commands.make("run-cluster", "INPUT_SIZE=" + MILLION); // a warm cluster has had a job
        for (int repeat = 0; repeat < repeats; repeat++) {
            note("1,000 rows", commands.make("run-cluster", "INPUT_SIZE=1000").seconds());
        }
        compare(MILLION, "1 M");
        compare(rows, "large");
        compareInstances(SHORT_WAIT, 20);
        compareInstances(LONG_WAIT, 500);
    }

    /** The cluster, one process and the bare loop, in turn, on the same file. */
    private void compare(long count, String name) {
        String input = folder.resolve("input.csv").toString();
        commands.winnow("generate", "--rows", Long.toString(count), input);
        for (int repeat = 0; repeat < repeats; repeat++) {
            Usage direct = commands.winnow("classify", input, output());
            Usage cluster = commands.winnow("run", "--quiet", "--input", input);
            Usage bare =
                    commands.java(BareLoop.class, input, folder.resolve("bare").toString());
            note(name + " wall", cluster.seconds() / direct.seconds());
            note(name + " processor", cluster.allProcessorSeconds() / direct.allProcessorSeconds());
            note(name + " direct", direct.seconds() / bare.seconds());
            cluster.peakMebibytes().forEach((role, peak) -> peaks.merge(role, peak, Math::max));
            if (name.equals("large")) {
                cluster.processorSeconds()
                        .forEach((role, seconds) -> processor
                                .computeIfAbsent(role, key -> new ArrayList<>())
                                .add(seconds));
            }
            say(name, repeat, cluster.seconds(), direct.seconds());
        }
    }

    /** A file of results is not written over. */
    private String output() {
        Path output = folder.resolve("direct.log");
        for (String name : List.of("direct.log", "direct.rejects.csv")) {
            try {
                Files.deleteIfExists(folder.resolve(name));
            } catch (IOException e) {
                throw new IllegalStateException("cannot delete " + name + ": " + e.getMessage(), e);
            }
        }
        return output.toString();
    }

    /** With a model that only waits, more instances are faster on any number of cores, as far as the rest lets them. */
    private void compareInstances(String model, int chunkRows) {
        for (int repeat = 0; repeat < repeats; repeat++) {
            double one = waited(1, model, chunkRows);
            double four = waited(4, model, chunkRows);
            double start = Result.median(of("1,000 rows")); // is the same for both
            note(model, (one - start) / (four - start));
            say(model, repeat, one, four);
        }
    }

    private double waited(int instances, String model, int chunkRows) {
        commands.winnow("up", "--cluster-size", Integer.toString(instances));
        commands.winnow("run", "--quiet", "--rows", "1000"); // instances that were just started are slower
        List<String> line = new ArrayList<>(List.of("run", "--quiet", "--model", model));
        line.addAll(List.of("--rows", Integer.toString(WAITED_ROWS), "--chunk-rows", Integer.toString(chunkRows)));
        line.addAll(List.of("--partitions", Integer.toString(WAITED_PARTITIONS)));
        return commands.winnow(line.toArray(String[]::new)).seconds();
    }

    private void note(String what, double figure) {
        measured.computeIfAbsent(what, key -> new ArrayList<>()).add(figure);
    }

    private static void say(String what, int repeat, double first, double second) {
        System.out.printf(Locale.ROOT, "%s, run %d: %.1f s and %.1f s%n", what, repeat + 1, first, second);
    }

    private Report report() {
        List<Result> results = new ArrayList<>();
        String large = String.format(Locale.ROOT, "%,d rows, cluster of 2 against classify", rows);
        results.add(Result.atMost(large + ": wall", "×", 2.1, of("large wall")));
        results.add(Result.atMost(large + ": processor", "×", 2.6, of("large processor")));
        results.add(Result.atMost("classify against a loop by hand, same file", "×", 1.15, of("large direct")));
        results.add(Result.atMost("1,000,000 rows, warm cluster against classify: wall", "×", 5, of("1 M wall")));
        results.add(Result.atMost("1,000 rows, warm cluster: make run-cluster", "s", 2.5, of("1,000 rows")));
        results.add(Result.atMost("make up CLUSTER_SIZE=2", "s", 5, of("up")));
        results.add(
                Result.atMost("make up run-cluster INPUT_SIZE=1000000, from nothing", "s", 8.5, of("from nothing")));
        String instances = "4 instances against 1, a model that waits %s, the start aside: rows/s";
        results.add(Result.atLeast(instances.formatted("2 ms a chunk of 20 rows"), "×", 3.8, of(SHORT_WAIT)));
        results.add(Result.atLeast(instances.formatted("100 ms a chunk of 500"), "×", 3.8, of(LONG_WAIT)));
        return new Report(Report.thisMachine(), results);
    }

    private List<Double> of(String what) {
        return measured.getOrDefault(what, List.of());
    }

    private String byProcess() {
        StringBuilder text = new StringBuilder("by process        processor seconds    most memory\n");
        peaks.forEach((role, peak) -> text.append(String.format(
                Locale.ROOT,
                "%-12s %20.1f %11d MiB%n",
                role,
                processor.containsKey(role) ? Result.median(processor.get(role)) : 0,
                peak)));
        return text.toString();
    }
}
