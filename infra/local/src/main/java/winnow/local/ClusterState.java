package winnow.local;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import winnow.protocol.ExitCode;

/**
 * What is remembered of the cluster, in {@code cluster.json}: what was wanted, and which processes were started for it.
 *
 * @param version of this form
 * @param size instances that were wanted last
 * @param layout the brokers that were wanted last
 * @param clusterId what brokers were told to belong to when they were started last, null before
 * @param brokers by number, from 1; one that has ended stays until it is started again or stopped
 * @param instances likewise
 * @param hubPort on which the hub was wanted last
 * @param hub null if it was not started
 * @param urlsFile where {@code urls.txt} was written, null if it was not
 */
record ClusterState(
        int version,
        int size,
        BrokerLayout layout,
        @Nullable String clusterId,
        NavigableMap<Integer, ProcessRecord> brokers,
        NavigableMap<Integer, ProcessRecord> instances,
        int hubPort,
        @Nullable ProcessRecord hub,
        @Nullable String urlsFile) {
    private static final int VERSION = 3;
    static final String HUB = "hub";

    /** Before the first {@code up}; the broker's ports are those that a user of Kafka expects. */
    static final ClusterState FIRST = new ClusterState(
            VERSION, 1, new BrokerLayout(1, 9092, 9093), null, new TreeMap<>(), new TreeMap<>(), 4000, null, null);

    ClusterState {
        if (version != VERSION) {
            throw ExitCode.FAILED.because("cluster.json is written in version " + version + " and this Winnow knows "
                    + VERSION + ": run 'winnow down' of the Winnow that started the cluster, then delete the file");
        }
        brokers = new TreeMap<>(brokers);
        instances = new TreeMap<>(instances);
    }

    static String instanceName(int number) {
        return "instance-" + number;
    }

    String bootstrap() {
        return layout.bootstrap();
    }

    boolean brokerAlive(int number) {
        return alive(brokers, number);
    }

    boolean instanceAlive(int number) {
        return alive(instances, number);
    }

    boolean anyBrokerAlive() {
        return brokers.values().stream().anyMatch(ProcessRecord::alive);
    }

    boolean hubAlive() {
        return hub != null && hub.alive();
    }

    boolean anyAlive() {
        return anyBrokerAlive() || hubAlive() || instances.values().stream().anyMatch(ProcessRecord::alive);
    }

    /** Every recorded broker under its name. */
    Map<String, ProcessRecord> brokerProcesses() {
        Map<String, ProcessRecord> named = new LinkedHashMap<>();
        layout.nodes().forEach(node -> {
            ProcessRecord process = brokers.get(node.number());
            if (process != null) {
                named.put(node.name(), process);
            }
        });
        return named;
    }

    /** Every recorded process under its name, the brokers first and the hub last. */
    Map<String, ProcessRecord> processes() {
        Map<String, ProcessRecord> all = brokerProcesses();
        instances.forEach((number, instance) -> all.put(instanceName(number), instance));
        if (hub != null) {
            all.put(HUB, hub);
        }
        return all;
    }

    ClusterState with(int newSize, BrokerLayout newLayout) {
        return new ClusterState(version, newSize, newLayout, clusterId, brokers, instances, hubPort, hub, urlsFile);
    }

    ClusterState withHub(int port, @Nullable ProcessRecord process) {
        return new ClusterState(version, size, layout, clusterId, brokers, instances, port, process, urlsFile);
    }

    ClusterState withClusterId(String id) {
        return new ClusterState(version, size, layout, id, brokers, instances, hubPort, hub, urlsFile);
    }

    ClusterState withBroker(int number, ProcessRecord process) {
        return new ClusterState(
                version, size, layout, clusterId, and(brokers, number, process), instances, hubPort, hub, urlsFile);
    }

    ClusterState withoutBrokers() {
        return new ClusterState(version, size, layout, clusterId, new TreeMap<>(), instances, hubPort, hub, urlsFile);
    }

    ClusterState withInstance(int number, ProcessRecord process) {
        return new ClusterState(
                version, size, layout, clusterId, brokers, and(instances, number, process), hubPort, hub, urlsFile);
    }

    ClusterState withoutInstances(Collection<Integer> numbers) {
        NavigableMap<Integer, ProcessRecord> fewer = new TreeMap<>(instances);
        fewer.keySet().removeAll(numbers);
        return new ClusterState(version, size, layout, clusterId, brokers, fewer, hubPort, hub, urlsFile);
    }

    ClusterState withUrlsFile(@Nullable String file) {
        return new ClusterState(version, size, layout, clusterId, brokers, instances, hubPort, hub, file);
    }

    private static boolean alive(Map<Integer, ProcessRecord> processes, int number) {
        ProcessRecord process = processes.get(number);
        return process != null && process.alive();
    }

    private static NavigableMap<Integer, ProcessRecord> and(
            NavigableMap<Integer, ProcessRecord> processes, int number, ProcessRecord process) {
        NavigableMap<Integer, ProcessRecord> more = new TreeMap<>(processes);
        more.put(number, process);
        return more;
    }
}
