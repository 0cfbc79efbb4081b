package winnow.aws;

import org.jspecify.annotations.Nullable;

/**
 * What {@code cluster.json} says; {@link ClusterFile} reads and checks it.
 *
 * @param name of the stack, and of all that the console shows of it
 * @param brokers null if they are on the first instance hosts
 */
record Cluster(
        String name,
        String region,
        Image image,
        Hardware instances,
        @Nullable BrokerHosts brokers,
        Hardware metrics) {}
