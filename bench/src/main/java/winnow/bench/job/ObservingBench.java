package winnow.bench.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * {@code make bench-observing}: what it costs a job to be looked at. The same job without a hub, with one, and with one whose
 * page is open two hundred times, in turn, and every second time the other way round, as machines get slower and faster. The
 * viewers are on this machine as well, so theirs is in the wall time, and it is not in the processor seconds.
 */
final class ObservingBench {
    private static final int VIEWERS = 200;
    private static final double GOAL = 1.03;
    /** Rows of the job before each that is measured: what has just been started is being compiled. */
    private static final String WARM_UP_ROWS = "500000";

    private final Commands commands;
    private final String rows;

    /** What each way of looking took, run by run. */
    private final Map<Look, List<Usage>> jobs = new EnumMap<>(Look.class);

    private enum Look {
        NOBODY("without a hub"),
        HUB("with it"),
        VIEWED("with viewers");

        private final String text;

        Look(String text) {
            this.text = text;
        }
    }

    private ObservingBench(Commands commands, String rows) {
        this.commands = commands;
        this.rows = rows;
        for (Look look : Look.values()) {
            jobs.put(look, new ArrayList<>());
        }
    }

    /** @param arguments the source tree, where to write, how often, and how many rows the job has */
    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[0]).toAbsolutePath();
        Path target = Path.of(arguments[1]).toAbsolutePath();
        Path folder = Files.createTempDirectory(Files.createDirectories(target), "run");
        Commands commands = Commands.in(root, folder);
        ObservingBench bench = new ObservingBench(commands, arguments[3]);
        try {
            for (int repeat = 1; repeat <= Integer.parseInt(arguments[2]); repeat++) {
                bench.measureAll(repeat % 2 == 0);
                bench.say(repeat);
            }
        } finally {
            commands.winnow("down");
        }
        Report report = new Report(Report.thisMachine(), bench.results());
        System.out.println(report.text());
        report.writeTo(target);
        System.out.println("also in " + target);
        commands.deleteFolder();
    }

    private void measureAll(boolean backwards) throws IOException {
        List<Look> looks = Arrays.asList(Look.values());
        if (backwards) {
            Collections.reverse(looks);
        }
        for (Look look : looks) {
            Objects.requireNonNull(jobs.get(look)).add(measure(look));
        }
    }

    private Usage measure(Look look) throws IOException {
        up(look == Look.NOBODY ? new String[] {"--no-hub"} : new String[0]);
        job(WARM_UP_ROWS);
        if (look != Look.VIEWED) {
            return job(rows);
        }
        try (Viewers viewers = Viewers.open(VIEWERS, commands.hubPort())) {
            Usage usage = job(rows);
            viewers.requireAllThere();
            return usage;
        }
    }

    private void up(String... options) {
        List<String> line = new ArrayList<>(List.of("up", "--cluster-size", "2"));
        line.addAll(List.of(options));
        commands.winnow(line.toArray(String[]::new));
    }

    private Usage job(String ofRows) {
        return commands.winnow("run", "--quiet", "--rows", ofRows);
    }

    private void say(int repeat) {
        System.out.println("run " + repeat + ": "
                + jobs.entrySet().stream()
                        .map(look -> String.format(
                                Locale.ROOT,
                                "%.1f s (%.1f processor seconds) %s",
                                last(look.getValue()).seconds(),
                                last(look.getValue()).allProcessorSeconds(),
                                look.getKey().text))
                        .collect(Collectors.joining(", ")));
    }

    private static Usage last(List<Usage> jobs) {
        return jobs.get(jobs.size() - 1);
    }

    private List<Result> results() {
        return List.of(
                result("a job with the hub against one without: wall", Look.HUB, Look.NOBODY, Usage::seconds),
                result("same, processor seconds", Look.HUB, Look.NOBODY, Usage::allProcessorSeconds),
                result(
                        VIEWERS + " viewers, one reading nothing, against none: wall",
                        Look.VIEWED,
                        Look.HUB,
                        Usage::seconds),
                result("same, processor seconds", Look.VIEWED, Look.HUB, Usage::allProcessorSeconds));
    }

    private Result result(String what, Look some, Look others, ToDoubleFunction<Usage> figure) {
        List<Usage> dividends = Objects.requireNonNull(jobs.get(some));
        List<Usage> divisors = Objects.requireNonNull(jobs.get(others));
        return Result.atMost(
                what,
                "×",
                GOAL,
                IntStream.range(0, dividends.size())
                        .mapToObj(run ->
                                figure.applyAsDouble(dividends.get(run)) / figure.applyAsDouble(divisors.get(run)))
                        .toList());
    }
}
