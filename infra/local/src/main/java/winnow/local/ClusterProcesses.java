package winnow.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import winnow.protocol.ExitCode;

/**
 * Starts and stops the cluster's processes; each step is recorded before the next, so that {@code down} finds what runs
 * even if {@code up} is killed between. One thread, under the folder's lock.
 */
final class ClusterProcesses {
    /** An instance finishes the chunks it has, commits and leaves its groups. */
    private static final Duration INSTANCE_ENDS = Duration.ofSeconds(20);
    /** The hub ends its answers. */
    private static final Duration HUB_ENDS = Duration.ofSeconds(5);
    /** The broker closes its logs, so that it need not check them at its next start. */
    private static final Duration BROKER_ENDS = Duration.ofSeconds(30);
    /** Kafka's own scripts give it this much, too. */
    private static final int BROKER_HEAP_MEGABYTES = 1024;

    private final ClusterFolder folder;
    private final Consumer<String> talk;
    private final Set<String> started = new HashSet<>();
    private ClusterState state;

    ClusterProcesses(ClusterFolder folder, ClusterState state, Consumer<String> talk) {
        this.folder = folder;
        this.state = state;
        this.talk = talk;
    }

    ClusterState state() {
        return state;
    }

    /** Whether this has started the process: one that ran before is not worth a line. */
    boolean hasStarted(String name) {
        return started.contains(name);
    }

    /** Takes over what is wanted, or refuses it before anything is changed. */
    void want(UpRequest request) {
        BrokerLayout layout = request.layout(state.layout());
        // those of the last time, too: one that is not wanted any more may have data
        BrokerLayout widest = layout.count() > state.layout().count() ? layout : state.layout();
        folder.data(widest).requireNumber(layout.count());
        if (!layout.equals(state.layout()) && state.anyAlive()) {
            throw ExitCode.USAGE.because("the cluster runs with --brokers "
                    + state.layout().count() + " on ports "
                    + state.layout().brokerPort() + " (broker) and "
                    + state.layout().controllerPort() + " (controller): to change them, run 'winnow down' first");
        }
        for (BrokerNode node : layout.nodes()) {
            if (!state.brokerAlive(node.number())) {
                Port.BROKER.requireFree(node.brokerPort(), layout.brokerPort());
                Port.CONTROLLER.requireFree(node.controllerPort(), layout.controllerPort());
            }
        }
        int hubPort = request.hubPort().orElse(state.hubPort());
        Port.HUB.require(hubPort, 0);
        if (request.hub() && !state.hubAlive()) {
            Port.HUB.requireFree(hubPort, hubPort);
        } else if (request.hub() && hubPort != state.hubPort()) {
            throw ExitCode.USAGE.because("the hub runs on port " + state.hubPort()
                    + ": to change it, run 'winnow down' first, or take the hub away with --no-hub");
        }
        record(state.with(request.size().orElse(state.size()), layout)
                .withHub(state.hubAlive() ? state.hubPort() : hubPort, state.hub()));
    }

    /** Starts those that are not there. */
    void startBrokers() {
        List<BrokerNode> missing = state.layout().nodes().stream()
                .filter(node -> !state.brokerAlive(node.number()))
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        String starting = state.anyBrokerAlive() ? state.clusterId() : null;
        record(state.withClusterId(folder.data(state.layout()).clusterId(starting)));
        missing.forEach(this::startBroker);
    }

    private void startBroker(BrokerNode node) {
        BrokerFolder own = folder.of(node);
        folder.replace(own.settings(), new BrokerSettings(state.layout(), node, own.data()).text());
        JavaCommand command = JavaCommand.of(
                        BROKER_HEAP_MEGABYTES,
                        Broker.class.getName(),
                        own.path().toString(),
                        Objects.requireNonNull(state.clusterId()))
                .with("org.slf4j.simpleLogger.defaultLogLevel", "info")
                .with("org.slf4j.simpleLogger.showDateTime", "true")
                .with("org.slf4j.simpleLogger.dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX")
                // at each start it would print a thousand lines of settings, most of them defaults
                .with("org.slf4j.simpleLogger.log.org.apache.kafka.common.config.AbstractConfig", "warn");
        ChildProcess broker = ChildProcess.start(command.line(), folder.log(node.name()));
        record(state.withBroker(node.number(), started(node.name(), broker)));
    }

    /** Starts those that are not there. */
    void startInstances(InstanceCommand instances) {
        for (int number = 1; number <= state.size(); number++) {
            if (!state.instanceAlive(number)) {
                String name = ClusterState.instanceName(number);
                ChildProcess instance =
                        ChildProcess.startGivingWay(instances.command(name, state.bootstrap()), folder.log(name));
                record(state.withInstance(number, started(name, instance)));
            }
        }
    }

    /** Starts it if it is not there. */
    void startHub(HubCommand hub) {
        if (!state.hubAlive()) {
            ChildProcess child =
                    ChildProcess.start(hub.command(state.hubPort(), state.bootstrap()), folder.log(ClusterState.HUB));
            record(state.withHub(state.hubPort(), started(ClusterState.HUB, child)));
        }
    }

    void stopHub() {
        if (state.hub() != null) {
            stop(Map.of(ClusterState.HUB, state.hub()), HUB_ENDS);
            record(state.withHub(state.hubPort(), null));
        }
    }

    /** Stops those above the number that is wanted. */
    void stopSurplus() {
        stopInstances(
                new ArrayList<>(state.instances().tailMap(state.size(), false).keySet()));
    }

    void stopAll() {
        stopHub();
        stopInstances(new ArrayList<>(state.instances().keySet()));
        stop(state.brokerProcesses(), BROKER_ENDS);
        record(state.withoutBrokers());
    }

    /** Writes down what runs where, and remembers that file. */
    void writeUrls(Path file) {
        if (!file.toString().equals(state.urlsFile())) {
            removeUrls();
        }
        record(state.withUrlsFile(file.toString()));
        folder.replace(file, ClusterView.of(state, folder).urls());
    }

    void removeUrls() {
        if (state.urlsFile() != null) {
            folder.delete(Path.of(state.urlsFile()));
            record(state.withUrlsFile(null));
        }
    }

    private void stopInstances(Collection<Integer> numbers) {
        Map<String, ProcessRecord> processes = new LinkedHashMap<>();
        state.instances().forEach((number, process) -> {
            if (numbers.contains(number)) {
                processes.put(ClusterState.instanceName(number), process);
            }
        });
        stop(processes, INSTANCE_ENDS);
        record(state.withoutInstances(numbers));
    }

    private void stop(Map<String, ProcessRecord> processes, Duration patience) {
        List<String> alive = processes.entrySet().stream()
                .filter(process -> process.getValue().alive())
                .map(Map.Entry::getKey)
                .toList();
        if (!alive.isEmpty()) {
            talk.accept("stopping " + String.join(", ", alive));
        }
        ProcessRecord.stop(processes.values(), patience);
    }

    private ProcessRecord started(String name, ChildProcess child) {
        ProcessRecord process = child.record();
        started.add(name);
        talk.accept("starting " + name + " (pid " + process.pid() + ")");
        return process;
    }

    private void record(ClusterState next) {
        if (!next.equals(state)) {
            folder.write(next);
            state = next;
        }
    }
}
