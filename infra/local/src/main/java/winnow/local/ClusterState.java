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
 * @param urlsFile where {@code urls.txt} was written, null if it was not
 */
record ClusterState(
        int version,
        int size,
        BrokerLayout layout,
        @Nullable String clusterId,
        NavigableMap<Integer, ProcessRecord> brokers,
        NavigableMap<Integer, ProcessRecord> instances,
        @Nullable String urlsFile) {
    private static final int VERSION = 2;

    /** Before the first {@code up}; the ports are those that a user of Kafka expects. */
    static final ClusterState FIRST =
            new ClusterState(VERSION, 1, new BrokerLayout(1, 9092, 9093), null, new TreeMap<>(), new TreeMap<>(), null);

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

    boolean anyAlive() {
        return anyBrokerAlive() || instances.values().stream().anyMatch(ProcessRecord::alive);
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

    /** Every recorded process under its name, the brokers first. */
    Map<String, ProcessRecord> processes() {
        Map<String, ProcessRecord> all = brokerProcesses();
        instances.forEach((number, instance) -> all.put(instanceName(number), instance));
        return all;
    }

    ClusterState with(int newSize, BrokerLayout newLayout) {
        return new ClusterState(version, newSize, newLayout, clusterId, brokers, instances, urlsFile);
    }

    ClusterState withClusterId(String id) {
        return new ClusterState(version, size, layout, id, brokers, instances, urlsFile);
    }

    ClusterState withBroker(int number, ProcessRecord process) {
        return new ClusterState(version, size, layout, clusterId, and(brokers, number, process), instances, urlsFile);
    }

    ClusterState withoutBrokers() {
        return new ClusterState(version, size, layout, clusterId, new TreeMap<>(), instances, urlsFile);
    }

    ClusterState withInstance(int number, ProcessRecord process) {
        return new ClusterState(version, size, layout, clusterId, brokers, and(instances, number, process), urlsFile);
    }

    ClusterState withoutInstances(Collection<Integer> numbers) {
        NavigableMap<Integer, ProcessRecord> fewer = new TreeMap<>(instances);
        fewer.keySet().removeAll(numbers);
        return new ClusterState(version, size, layout, clusterId, brokers, fewer, urlsFile);
    }

    ClusterState withUrlsFile(@Nullable String file) {
        return new ClusterState(version, size, layout, clusterId, brokers, instances, file);
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
