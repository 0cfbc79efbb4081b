package winnow.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;

/** Waits until the broker answers and every instance has announced itself. One thread. */
final class Startup {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final ClusterFolder folder;
    private final ClusterState state;
    private final Map<String, ProcessRecord> processes;

    Startup(ClusterFolder folder, ClusterState state) {
        this.folder = folder;
        this.state = state;
        this.processes = state.processes();
    }

    /**
     * @param ready told each process that has become ready
     * @throws StopException FAILED as soon as one of the processes has ended, NOT_READY after {@code timeout}
     */
    void await(Duration timeout, Consumer<String> ready) {
        Deadline deadline = Deadline.in(timeout);
        Map<String, ProcessRecord> pending = new LinkedHashMap<>(processes);
        try (MemberWatch watch = new MemberWatch(state.brokerPort())) {
            while (!pending.isEmpty()) {
                // in this order: a broker that has died is also a failure of the watch, and the lesser news
                requireAllAlive();
                watch.requireNoFailure();
                if (deadline.passed()) {
                    throw notReady(pending.keySet(), timeout);
                }
                watch.awaitChange(LOOK_AGAIN);
                pending.entrySet().removeIf(process -> {
                    boolean isReady = isReady(process.getKey(), process.getValue(), watch);
                    if (isReady) {
                        ready.accept(process.getKey());
                    }
                    return isReady;
                });
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ExitCode.INTERRUPTED.because(
                    "interrupted while the cluster came up; what runs goes on: 'winnow down' stops it", e);
        }
    }

    private static boolean isReady(String name, ProcessRecord process, MemberWatch watch) {
        return name.equals(ClusterState.BROKER_NAME) ? watch.brokerReady() : watch.announced(name, process);
    }

    private void requireAllAlive() {
        processes.forEach((name, process) -> {
            if (!process.alive()) {
                Path log = folder.log(name);
                throw ExitCode.FAILED.because(name + " ended while the cluster came up; the last line of " + log
                        + " is: " + new LogFile(log).lastLine());
            }
        });
    }

    private StopException notReady(Set<String> pending, Duration timeout) {
        String first = pending.iterator().next();
        String who = pending.contains(ClusterState.BROKER_NAME)
                ? "the broker does not answer at " + state.bootstrap()
                : "no sign of " + String.join(", ", pending);
        return ExitCode.NOT_READY.because(who + " after " + timeout.toSeconds() + " s: read " + folder.log(first)
                + ", then run 'winnow up' again, which goes on waiting, or 'winnow down'");
    }
}
