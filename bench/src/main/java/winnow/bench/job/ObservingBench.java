package winnow.bench.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code make bench-observing}: what it costs a job to be looked at. The same job without a hub, with one, and with one whose
 * page is open two hundred times, in turn. The viewers are on this machine as well, so theirs is in the figure.
 */
final class ObservingBench {
    private static final int VIEWERS = 200;
    private static final double GOAL = 1.03;

    private ObservingBench() {}

    /** @param arguments the source tree, where to write, how often, and how many rows the job has */
    public static void main(String[] arguments) throws IOException {
        Path root = Path.of(arguments[0]).toAbsolutePath();
        Path target = Path.of(arguments[1]).toAbsolutePath();
        Path folder = Files.createTempDirectory(Files.createDirectories(target), "run");
        int repeats = Integer.parseInt(arguments[2]);
        Commands commands = Commands.in(root, folder);
        String[] job = {"run", "--quiet", "--rows", arguments[3]};
        List<Double> hub = new ArrayList<>();
        List<Double> viewed = new ArrayList<>();
        try {
            up(commands, "--no-hub");
            commands.winnow(job); // a warm cluster has had a job
            for (int repeat = 0; repeat < repeats; repeat++) {
                up(commands, "--no-hub");
                double alone = commands.winnow(job).seconds();
                up(commands);
                double withHub = commands.winnow(job).seconds();
                double withViewers;
                try (Viewers viewers = Viewers.open(VIEWERS, commands.hubPort())) {
                    withViewers = commands.winnow(job).seconds();
                    viewers.requireAllThere();
                }
                hub.add(withHub / alone);
                viewed.add(withViewers / withHub);
                System.out.printf(
                        Locale.ROOT,
                        "run %d: %.1f s without a hub, %.1f s with it, %.1f s with %d viewers%n",
                        repeat + 1,
                        alone,
                        withHub,
                        withViewers,
                        VIEWERS);
            }
        } finally {
            commands.winnow("down");
        }
        Report report = new Report(
                Report.thisMachine(),
                List.of(
                        Result.atMost("a job with the hub against one without: wall", "×", GOAL, hub),
                        Result.atMost(VIEWERS + " viewers, one reading nothing, against none", "×", GOAL, viewed)));
        System.out.println(report.text());
        report.writeTo(target);
        System.out.println("also in " + target);
        commands.deleteFolder();
    }

    private static void up(Commands commands, String... options) {
        List<String> line = new ArrayList<>(List.of("up", "--cluster-size", "2"));
        line.addAll(List.of(options));
        commands.winnow(line.toArray(String[]::new));
    }
}
