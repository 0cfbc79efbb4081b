package winnow.local;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import winnow.protocol.ExitCode;

/**
 * How many brokers there are, and on which ports.
 *
 * @param count odd: one more would outlive no more deaths
 * @param brokerPort of the first broker; each next one is {@value #STEP} above
 * @param controllerPort of the first broker's controller, likewise
 */
record BrokerLayout(int count, int brokerPort, int controllerPort) {
    /** So that the brokers' ports go between those of their controllers: 9092, 9094, 9096 and 9093, 9095, 9097. */
    private static final int STEP = 2;

    private static final int MOST = 5;

    BrokerLayout {
        if (count < 1 || count > MOST || count % 2 == 0) {
            throw ExitCode.USAGE.because("a cluster has 1, 3 or 5 brokers, not " + count
                    + ": choose one of these with BROKERS=3 (make) or --brokers 3");
        }
        Port.BROKER.require(brokerPort, STEP * (count - 1));
        Port.CONTROLLER.require(controllerPort, STEP * (count - 1));
        clash(count, brokerPort, controllerPort).ifPresent(port -> {
            throw ExitCode.USAGE.because("each broker and each controller needs a port of its own, and port " + port
                    + " would be both: choose another with --broker-port or --controller-port");
        });
    }

    List<BrokerNode> nodes() {
        return nodes(count, brokerPort, controllerPort);
    }

    /** Where Kafka's clients find the cluster, whichever of its brokers live. */
    String bootstrap() {
        return joined(BrokerNode::address);
    }

    /** The value of {@code controller.quorum.voters}. */
    String voters() {
        return joined(BrokerNode::voter);
    }

    private String joined(Function<BrokerNode, String> part) {
        return nodes().stream().map(part).collect(Collectors.joining(","));
    }

    private static Optional<Integer> clash(int count, int brokerPort, int controllerPort) {
        Set<Integer> brokers = new HashSet<>();
        nodes(count, brokerPort, controllerPort).forEach(node -> brokers.add(node.brokerPort()));
        return nodes(count, brokerPort, controllerPort).stream()
                .map(BrokerNode::controllerPort)
                .filter(brokers::contains)
                .findFirst();
    }

    private static List<BrokerNode> nodes(int count, int brokerPort, int controllerPort) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> {
                    int above = STEP * (number - 1);
                    return new BrokerNode(number, brokerPort + above, controllerPort + above);
                })
                .toList();
    }
}
