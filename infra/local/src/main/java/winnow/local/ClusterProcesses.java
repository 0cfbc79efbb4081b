package winnow.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
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
        int broker = request.brokerPort().orElse(state.brokerPort());
        int controller = request.controllerPort().orElse(state.controllerPort());
        if (broker == controller) {
            throw ExitCode.USAGE.because("the broker and its controller need a port each, not both " + broker
                    + ": choose another with --broker-port or --controller-port");
        }
        boolean otherPorts = broker != state.brokerPort() || controller != state.controllerPort();
        if (otherPorts && state.anyAlive()) {
            throw ExitCode.USAGE.because("the cluster runs on ports " + state.brokerPort() + " (broker) and "
                    + state.controllerPort() + " (controller): to change them, run 'winnow down' first");
        }
        if (!state.brokerAlive()) {
            Port.BROKER.requireFree(broker);
            Port.CONTROLLER.requireFree(controller);
        }
        record(state.with(request.size().orElse(state.size()), broker, controller));
    }

    void startBroker() {
        if (state.brokerAlive()) {
            return;
        }
        BrokerSettings settings = new BrokerSettings(state.brokerPort(), state.controllerPort(), folder.brokerData());
        folder.replace(folder.brokerSettings(), settings.text());
        JavaCommand command = JavaCommand.of(
                        BROKER_HEAP_MEGABYTES,
                        Broker.class.getName(),
                        folder.brokerSettings().toString())
                .with("org.slf4j.simpleLogger.defaultLogLevel", "info")
                .with("org.slf4j.simpleLogger.showDateTime", "true")
                .with("org.slf4j.simpleLogger.dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX")
                // at each start it would print a thousand lines of settings, most of them defaults
                .with("org.slf4j.simpleLogger.log.org.apache.kafka.common.config.AbstractConfig", "warn");
        record(state.withBroker(start(ClusterState.BROKER_NAME, command.line())));
    }

    /** Starts those that are not there. */
    void startInstances(InstanceCommand instances) {
        for (int number = 1; number <= state.size(); number++) {
            if (!state.instanceAlive(number)) {
                String name = ClusterState.instanceName(number);
                record(state.withInstance(number, start(name, instances.command(name, state.bootstrap()))));
            }
        }
    }

    /** Stops those above the number that is wanted. */
    void stopSurplus() {
        stopInstances(
                new ArrayList<>(state.instances().tailMap(state.size(), false).keySet()));
    }

    void stopAll() {
        stopInstances(new ArrayList<>(state.instances().keySet()));
        ProcessRecord broker = state.broker();
        if (broker != null) {
            if (broker.alive()) {
                talk.accept("stopping the broker");
            }
            ProcessRecord.stop(List.of(broker), BROKER_ENDS);
            record(state.withBroker(null));
        }
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
        if (numbers.isEmpty()) {
            return;
        }
        List<String> alive = numbers.stream()
                .filter(state::instanceAlive)
                .map(ClusterState::instanceName)
                .toList();
        if (!alive.isEmpty()) {
            talk.accept("stopping " + String.join(", ", alive));
        }
        ProcessRecord.stop(
                numbers.stream()
                        .map(state.instances()::get)
                        .filter(Objects::nonNull)
                        .toList(),
                INSTANCE_ENDS);
        record(state.withoutInstances(numbers));
    }

    private ProcessRecord start(String name, List<String> command) {
        ProcessRecord process = ChildProcess.start(command, folder.log(name)).record();
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
