package winnow.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import winnow.cli.run.JobFolder;
import winnow.local.FreePorts;
import winnow.local.ProcessRecord;
import winnow.protocol.kafka.Json;

/** A cluster of {@code bin/winnow} in a home of its own, driven as one operator drives it: one thing at a time. */
final class ChaosCluster implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path winnow;
    private final Path folder;
    private final int brokerPort;
    private final int controllerPort;
    private volatile int size;

    /** @param winnow the command that is put to the test */
    ChaosCluster(Path winnow, Path folder) {
        this.winnow = winnow;
        this.folder = folder;
        int[] ports = FreePorts.find(2);
        this.brokerPort = ports[0];
        this.controllerPort = ports[1];
    }

    Path folder() {
        return folder;
    }

    Path jobs() {
        return folder.resolve("home").resolve("jobs");
    }

    String bootstrap() {
        return "127.0.0.1:" + brokerPort;
    }

    int brokerPort() {
        return brokerPort;
    }

    int size() {
        return size;
    }

    /** Starts what is missing, as often as it takes: a broker that died in the middle of a start is a fault, not a failure. */
    synchronized void up(int wanted) {
        size = wanted;
        for (int tries = 5; ; tries--) {
            int exit = run(
                    "up",
                    "--no-hub",
                    "--cluster-size",
                    Integer.toString(wanted),
                    "--broker-port",
                    Integer.toString(brokerPort),
                    "--controller-port",
                    Integer.toString(controllerPort),
                    "--timeout",
                    "120");
            if (exit == 0) {
                return;
            }
            if (tries == 1) {
                throw new IllegalStateException("'winnow up' fails: see " + log());
            }
        }
    }

    synchronized void down() {
        if (run("down") != 0) {
            throw new IllegalStateException("'winnow down' fails: see " + log());
        }
    }

    /** @return the exit code */
    int run(String... arguments) {
        return start(arguments).await(PATIENCE);
    }

    Command start(String... arguments) {
        List<String> line = new ArrayList<>(List.of(winnow.toString()));
        line.addAll(List.of(arguments));
        return Command.start(log(), Map.of("WINNOW_HOME", folder.resolve("home").toString()), line);
    }

    private Path log() {
        return folder.resolve("commands.log");
    }

    Optional<Long> brokerPid() {
        return pid(state().path("brokers").path("1"));
    }

    /** Numbers of the processes of instances that were started and not stopped. */
    List<Long> instancePids() {
        List<Long> pids = new ArrayList<>();
        state().path("instances").forEach(instance -> pid(instance).ifPresent(pids::add));
        return pids;
    }

    private static Optional<Long> pid(JsonNode process) {
        return process.hasNonNull("pid") ? Optional.of(process.get("pid").asLong()) : Optional.empty();
    }

    /** The process of the job's sender ({@code send}) or receiver ({@code receive}), unless it is known to have ended. */
    Optional<Long> programPid(String job, String verb) {
        return Optional.ofNullable(
                        new JobFolder(jobs().resolve(job)).programsAtWork().get(verb))
                .map(ProcessRecord::pid);
    }

    private JsonNode state() {
        return read(folder.resolve("home").resolve("cluster.json"));
    }

    static JsonNode read(Path file) {
        try {
            return Json.read(Files.readAllBytes(file), JsonNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return whether there was a broker to kill */
    synchronized boolean killAndWipeBroker() {
        boolean killed = brokerPid().filter(Signal.KILL::send).isPresent();
        delete(folder.resolve("home").resolve("broker").resolve("data"));
        return killed;
    }

    static void delete(Path tree) {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        down();
    }
}
