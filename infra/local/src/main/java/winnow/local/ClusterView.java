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
 */
public record ClusterView(String bootstrap, int size, List<BrokerView> brokers, List<ProcessView> instances) {
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
        return new ClusterView(state.bootstrap(), state.size(), brokers, instances);
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
        return Stream.concat(
                        brokers.stream()
                                .filter(broker -> up() && !broker.alive())
                                .map(BrokerView::name),
                        instances.stream().filter(instance -> !instance.alive()).map(ProcessView::name))
                .toList();
    }

    /**
     * {@code urls.txt}, one line for each process:
     *
     * <pre>
     * broker 127.0.0.1:9092
     * instance-1 pid 101 log /home/ann/winnow/.winnow/logs/instance-1.log
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
        return lines.toString();
    }
}
