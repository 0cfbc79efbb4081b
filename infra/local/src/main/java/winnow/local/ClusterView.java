package winnow.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The cluster as it is recorded, and what of it is alive.
 *
 * @param bootstrap where Kafka's clients reach the broker, if it is alive
 * @param size instances that were wanted last
 * @param broker empty if none was started since the last {@code down}
 * @param instances in the order of their numbers
 */
public record ClusterView(String bootstrap, int size, Optional<ProcessView> broker, List<ProcessView> instances) {
    public ClusterView {
        instances = List.copyOf(instances);
    }

    static ClusterView of(ClusterState state, ClusterFolder folder) {
        Optional<ProcessView> broker = Optional.ofNullable(state.broker())
                .map(process -> ProcessView.of(ClusterState.BROKER_NAME, process, folder));
        List<ProcessView> instances = new ArrayList<>();
        state.instances()
                .forEach((number, process) ->
                        instances.add(ProcessView.of(ClusterState.instanceName(number), process, folder)));
        return new ClusterView(state.bootstrap(), state.size(), broker, instances);
    }

    public boolean brokerAlive() {
        return broker.filter(ProcessView::alive).isPresent();
    }

    /** How many instances are alive. */
    public int instancesAlive() {
        return (int) instances.stream().filter(ProcessView::alive).count();
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
        StringBuilder lines = new StringBuilder("broker " + bootstrap + "\n");
        for (ProcessView instance : instances) {
            lines.append(instance.name() + " pid " + instance.pid() + " log " + instance.log() + "\n");
        }
        return lines.toString();
    }
}
