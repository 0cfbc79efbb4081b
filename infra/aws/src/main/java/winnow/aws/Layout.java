package winnow.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import winnow.protocol.ExitCode;

/**
 * Which machines a cluster of so many instances has, and which of them bear brokers.
 *
 * @param size number of instances
 * @param brokers how many; they are on the first instance hosts unless they have hosts of their own
 */
record Layout(Cluster cluster, int size, int brokers) {
    private static final int MOST_BROKERS = 3;

    /** A stack has 500 resources at most, and each machine takes four. */
    static final int MOST = 100;

    Layout {
        if (size < 1 || size > MOST) {
            throw ExitCode.USAGE.because("a cluster of AWS has from 1 to " + MOST + " instances, not " + size
                    + ": CLUSTER_SIZE=3; 'make down TARGET=aws' takes it away");
        }
        if (cluster.brokers() == null && brokers > size) {
            throw ExitCode.USAGE.because(
                    "the first " + brokers + " instance hosts have the brokers and their data, so" + " CLUSTER_SIZE="
                            + brokers + " is the least, not " + size + "; for fewer, 'make down TARGET=aws' first");
        }
    }

    /** One that is made anew. Two brokers would outlive no more deaths than one, so two instances share one. */
    static Layout fresh(Cluster cluster, int size) {
        BrokerHosts own = cluster.brokers();
        if (own != null) {
            return new Layout(cluster, size, own.count());
        }
        return new Layout(cluster, size, size < MOST_BROKERS ? 1 : MOST_BROKERS);
    }

    /** In the order in which people read of them. */
    List<Machine> machines() {
        List<Machine> machines = new ArrayList<>();
        BrokerHosts own = cluster.brokers();
        if (own != null) {
            machines(Role.BROKER, brokers, own.hardware()).forEach(machines::add);
        }
        machines(Role.INSTANCE, size, cluster.instances()).forEach(machines::add);
        machines(Role.METRICS, 1, cluster.metrics()).forEach(machines::add);
        return List.copyOf(machines);
    }

    /** Those of the machines that bear a broker. */
    List<Machine> brokerHosts() {
        Role role = cluster.brokers() == null ? Role.INSTANCE : Role.BROKER;
        return machines().stream()
                .filter(machine -> machine.role() == role && machine.number() <= brokers)
                .toList();
    }

    private static Stream<Machine> machines(Role role, int count, Hardware hardware) {
        return IntStream.rangeClosed(1, count).mapToObj(number -> new Machine(role, number, hardware));
    }
}
