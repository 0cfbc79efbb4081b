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
 * @param broker null if there is none to be
 * @param instances by number, from 1; one that has ended stays until it is started again or stopped
 * @param urlsFile where {@code urls.txt} was written, null if it was not
 */
record ClusterState(
        int version,
        int size,
        int brokerPort,
        int controllerPort,
        @Nullable ProcessRecord broker,
        NavigableMap<Integer, ProcessRecord> instances,
        @Nullable String urlsFile) {
    private static final int VERSION = 1;

    static final String BROKER_NAME = "broker";

    /** Before the first {@code up}; the ports are those that a user of Kafka expects. */
    static final ClusterState FIRST = new ClusterState(VERSION, 1, 9092, 9093, null, new TreeMap<>(), null);

    ClusterState {
        if (version != VERSION) {
            throw ExitCode.FAILED.because("cluster.json is written in version " + version + " and this Winnow knows "
                    + VERSION + ": run 'winnow down' of the Winnow that started the cluster, then delete the file");
        }
        instances = new TreeMap<>(instances);
    }

    static String instanceName(int number) {
        return "instance-" + number;
    }

    String bootstrap() {
        return BrokerSettings.HOST + ":" + brokerPort;
    }

    boolean brokerAlive() {
        return broker != null && broker.alive();
    }

    boolean instanceAlive(int number) {
        ProcessRecord instance = instances.get(number);
        return instance != null && instance.alive();
    }

    boolean anyAlive() {
        return brokerAlive() || instances.values().stream().anyMatch(ProcessRecord::alive);
    }

    /** Every recorded process under its name, the broker first. */
    Map<String, ProcessRecord> processes() {
        Map<String, ProcessRecord> all = new LinkedHashMap<>();
        if (broker != null) {
            all.put(BROKER_NAME, broker);
        }
        instances.forEach((number, instance) -> all.put(instanceName(number), instance));
        return all;
    }

    ClusterState with(int newSize, int newBrokerPort, int newControllerPort) {
        return new ClusterState(version, newSize, newBrokerPort, newControllerPort, broker, instances, urlsFile);
    }

    ClusterState withBroker(@Nullable ProcessRecord process) {
        return new ClusterState(version, size, brokerPort, controllerPort, process, instances, urlsFile);
    }

    ClusterState withInstance(int number, ProcessRecord process) {
        NavigableMap<Integer, ProcessRecord> more = new TreeMap<>(instances);
        more.put(number, process);
        return new ClusterState(version, size, brokerPort, controllerPort, broker, more, urlsFile);
    }

    ClusterState withoutInstances(Collection<Integer> numbers) {
        NavigableMap<Integer, ProcessRecord> fewer = new TreeMap<>(instances);
        fewer.keySet().removeAll(numbers);
        return new ClusterState(version, size, brokerPort, controllerPort, broker, fewer, urlsFile);
    }

    ClusterState withUrlsFile(@Nullable String file) {
        return new ClusterState(version, size, brokerPort, controllerPort, broker, instances, file);
    }
}
