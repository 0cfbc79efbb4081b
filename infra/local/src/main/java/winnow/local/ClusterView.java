package winnow.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The cluster as it is recorded, and what of it is alive.
 *
 * @param bootstrap where Kafka's clients reach the brokers, those that are alive
 * @param size instances that were wanted last
 * @param brokers those that were wanted last, in the order of their numbers
 * @param instances in the order of their numbers
 * @param hub empty if it was not started since the last {@code down}
 * @param hubAddress of its page and its API
 */
public record ClusterView(
        String bootstrap,
        int size,
        List<BrokerView> brokers,
        List<ProcessView> instances,
        Optional<ProcessView> hub,
        String hubAddress) {
    public ClusterView {
        brokers = List.copyOf(brokers);
        instances = List.copyOf(instances);
    }

    static ClusterView of(ClusterState state, ClusterFolder folder) {
        List<BrokerView> brokers = new ArrayList<>();
        state.layout().nodes().forEach(node -> {
            Optional<ProcessView> process = Optional.ofNullable(state.brokers().get(node.number()))
                    .map(broker -> ProcessView.of(node.name(), broker, folder));
            brokers.add(new BrokerView(node.name(), node.address(), process));
        });
        List<ProcessView> instances = new ArrayList<>();
        state.instances()
                .forEach((number, process) ->
                        instances.add(ProcessView.of(ClusterState.instanceName(number), process, folder)));
        Optional<ProcessView> hub =
                Optional.ofNullable(state.hub()).map(process -> ProcessView.of(ClusterState.HUB, process, folder));
        String hubAddress = "http://127.0.0.1:" + state.hubPort() + "/";
        return new ClusterView(state.bootstrap(), state.size(), brokers, instances, hub, hubAddress);
    }

    /** Whether brokers are to be there: they were started, and not stopped by {@code down}. */
    public boolean up() {
        return brokers.stream().anyMatch(broker -> broker.process().isPresent());
    }

    public int brokersAlive() {
        return (int) brokers.stream().filter(BrokerView::alive).count();
    }

    /** Whether so many brokers are alive that they can work: more than half. */
    public boolean brokersSuffice() {
        return brokersAlive() > brokers.size() / 2;
    }

    /** How many instances are alive. */
    public int instancesAlive() {
        return (int) instances.stream().filter(ProcessView::alive).count();
    }

    /** The names of all that was started and has died. */
    public List<String> dead() {
        Stream<String> deadBrokers =
                brokers.stream().filter(broker -> up() && !broker.alive()).map(BrokerView::name);
        Stream<String> deadPrograms = Stream.concat(instances.stream(), hub.stream())
                .filter(program -> !program.alive())
                .map(ProcessView::name);
        return Stream.concat(deadBrokers, deadPrograms).toList();
    }

    /**
     * {@code urls.txt}, one line for each process:
     *
     * <pre>
     * broker 127.0.0.1:9092
     * instance-1 pid 101 log /home/ann/winnow/.winnow/logs/instance-1.log
     * hub http://127.0.0.1:4000/
     * </pre>
     */
    public String urls() {
        StringBuilder lines = new StringBuilder();
        for (BrokerView broker : brokers) {
            lines.append(broker.name() + " " + broker.address() + "\n");
        }
        for (ProcessView instance : instances) {
            lines.append(instance.name() + " pid " + instance.pid() + " log " + instance.log() + "\n");
        }
        hub.ifPresent(process -> lines.append(process.name() + " " + hubAddress + "\n"));
        return lines.toString();
    }
}
