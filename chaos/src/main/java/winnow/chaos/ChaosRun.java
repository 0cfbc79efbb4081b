package winnow.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** One job under one schedule of faults, from its start to the comparison of its bytes. */
final class ChaosRun {
    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final int ENTRY_BYTES = 52;

    private final ChaosCluster cluster;
    private final Injector injector;
    private final ChaosJob job;
    private final Schedule schedule;
    private final List<CompletableFuture<String>> underWay = new ArrayList<>();
    private final ExecutorService faults = Executors.newCachedThreadPool();
    private int resumes;
    private Duration longestStandstill = Duration.ZERO;

    ChaosRun(ChaosCluster cluster, Injector injector, ChaosJob job, Schedule schedule) {
        this.cluster = cluster;
        this.injector = injector;
        this.job = job;
        this.schedule = schedule;
    }

    ChaosResult toItsEnd() {
        cluster.up(schedule.instances());
        long started = System.nanoTime();
        Set<String> before = jobs();
        List<String> arguments = new ArrayList<>(List.of("run", "--quiet"));
        arguments.addAll(job.arguments());
        Command watcher = cluster.start(arguments.toArray(String[]::new));
        String id = awaitJob(before, watcher);
        Path folder = cluster.jobs().resolve(id);
        Progress progress = new Progress(folder);
        List<Schedule.Entry> left = new ArrayList<>(schedule.entries());
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(folder.resolve("job.json")) || watcher.running()) {
            double share = (double) progress.look() / ENTRY_BYTES / job.chunks();
            if (!left.isEmpty() && share >= left.get(0).share()) {
                strike(left.remove(0), id, watcher, progress);
            }
            if (!watcher.running() && !Files.exists(folder.resolve("job.json"))) {
                watcher = resume(id);
            }
            if (System.nanoTime() > deadline) {
                return result(id, "DID NOT END", started);
            }
            Pause.millis(20);
        }
        note(progress);
        struck(); // whatever lasts must be over before the next run
        faults.shutdown();
        String verdict = compare(folder);
        if (verdict.equals("same bytes")) {
            ChaosCluster.delete(folder);
        }
        return result(id, verdict, started);
    }

    /** Faults may overlap: one that lasts does not keep the next one away. */
    private void strike(Schedule.Entry entry, String id, Command watcher, Progress progress) {
        note(progress);
        progress.fault();
        underWay.add(CompletableFuture.supplyAsync(
                () -> entry + (injector.strike(entry, id, watcher) ? "" : "(missed)"), faults));
    }

    private List<String> struck() {
        return underWay.stream().map(CompletableFuture::join).toList();
    }

    private void note(Progress progress) {
        progress.look();
        if (!underWay.isEmpty() && progress.longestStandstill().compareTo(longestStandstill) > 0) {
            longestStandstill = progress.longestStandstill();
        }
    }

    /** The one thing that a user has to do, after the cluster is there again. */
    private Command resume(String id) {
        resumes++;
        cluster.up(cluster.size());
        return cluster.start("resume", id, "--quiet");
    }

    private String awaitJob(Set<String> before, Command watcher) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            Set<String> now = jobs();
            now.removeAll(before);
            for (String id : now) {
                if (Files.exists(cluster.jobs().resolve(id).resolve("programs.json"))) {
                    return id;
                }
            }
            if (!watcher.running()) {
                throw new IllegalStateException("the job did not start: " + watcher.lastLine());
            }
            Pause.millis(20);
        }
        throw new IllegalStateException("the job did not start within " + PATIENCE);
    }

    private Set<String> jobs() {
        try (Stream<Path> folders = Files.list(cluster.jobs())) {
            Set<String> names = new TreeSet<>();
            folders.filter(Files::isDirectory)
                    .forEach(folder -> names.add(folder.getFileName().toString()));
            return names;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String compare(Path folder) {
        try {
            if (Files.mismatch(folder.resolve("results.log"), job.expectedLog()) >= 0) {
                return "OTHER RESULTS";
            }
            if (Files.mismatch(folder.resolve("rejects.csv"), job.expectedRejects()) >= 0) {
                return "OTHER REJECTS";
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return cluster.run("verify", folder.toString()) == 0 ? "same bytes" : "VERIFY FAILS";
    }

    private ChaosResult result(String id, String verdict, long started) {
        Duration wall = Duration.ofNanos(System.nanoTime() - started);
        return new ChaosResult(schedule, id, struck(), verdict, resumes, wall, longestStandstill);
    }
}
