package winnow.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;

/** Waits until every broker and the hub answer and every instance has announced itself. One thread. */
final class Startup implements AutoCloseable {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final ClusterFolder folder;
    private final int hubPort;
    private final Duration timeout;
    private final Deadline deadline;
    private final Consumer<String> ready;
    private final MemberWatch watch;
    private final Map<String, BrokerNode> brokers = new LinkedHashMap<>();
    private final Set<String> known = new HashSet<>();

    /**
     * @param timeout for all that is waited for
     * @param ready told once of each process that has become ready
     */
    Startup(ClusterFolder folder, ClusterState wanted, Duration timeout, Consumer<String> ready) {
        BrokerLayout layout = wanted.layout();
        this.folder = folder;
        this.hubPort = wanted.hubPort();
        this.timeout = timeout;
        this.deadline = Deadline.in(timeout);
        this.ready = ready;
        this.watch = new MemberWatch(layout);
        layout.nodes().forEach(node -> brokers.put(node.name(), node));
    }

    /** @throws StopException FAILED as soon as one of the processes has ended, NOT_READY after the timeout */
    void await(Map<String, ProcessRecord> processes) {
        Map<String, ProcessRecord> pending = new LinkedHashMap<>(processes);
        try {
            while (!pending.isEmpty()) {
                // in this order: a broker that has died is also a failure of the watch, and the lesser news
                requireAllAlive(processes);
                watch.requireNoFailure();
                if (deadline.passed()) {
                    throw notReady(pending.keySet());
                }
                watch.awaitChange(LOOK_AGAIN);
                pending.entrySet().removeIf(process -> isReady(process.getKey(), process.getValue()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ExitCode.INTERRUPTED.because(
                    "interrupted while the cluster came up; what runs goes on: 'winnow down' stops it", e);
        }
    }

    private boolean isReady(String name, ProcessRecord process) {
        BrokerNode broker = brokers.get(name);
        boolean isReady;
        if (broker != null) {
            isReady = watch.registered(broker);
        } else if (name.equals(ClusterState.HUB)) {
            isReady = Port.answers(hubPort);
        } else {
            isReady = watch.announced(name, process);
        }
        if (isReady && known.add(name)) {
            ready.accept(name);
        }
        return isReady;
    }

    private void requireAllAlive(Map<String, ProcessRecord> processes) {
        processes.forEach((name, process) -> {
            if (!process.alive()) {
                Path log = folder.log(name);
                throw ExitCode.FAILED.because(name + " ended while the cluster came up; the last line of " + log
                        + " is: " + new LogFile(log).lastLine());
            }
        });
    }

    private StopException notReady(Set<String> pending) {
        List<BrokerNode> waitedFor = pending.stream()
                .flatMap(name -> Stream.ofNullable(brokers.get(name)))
                .toList();
        // where one broker of several does not even listen, the others wait for it
        Optional<BrokerNode> culprit = Stream.concat(
                        waitedFor.stream().filter(broker -> !watch.listens(broker)), waitedFor.stream())
                .findFirst();
        String first =
                culprit.map(BrokerNode::name).orElseGet(() -> pending.iterator().next());
        String who = culprit.map(broker -> broker.name() + " does not answer at " + broker.address())
                .orElseGet(() -> "no sign of " + String.join(", ", pending));
        return ExitCode.NOT_READY.because(who + " after " + timeout.toSeconds() + " s: read " + folder.log(first)
                + ", then run 'winnow up' again, which goes on waiting, or 'winnow down'");
    }

    @Override
    public void close() {
        watch.close();
    }
}
