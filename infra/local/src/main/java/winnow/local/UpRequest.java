package winnow.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import winnow.protocol.ExitCode;

/**
 * What is wanted of the cluster. What is not given stays as it was, or is the default the first time.
 *
 * @param size number of instances
 * @param brokers number of brokers
 * @param hub whether the hub is wanted
 * @param timeout until when all must be ready
 * @param urlsFile where to write down what runs where
 */
public record UpRequest(
        OptionalInt size,
        OptionalInt brokers,
        OptionalInt brokerPort,
        OptionalInt controllerPort,
        boolean hub,
        OptionalInt hubPort,
        Duration timeout,
        Path urlsFile) {
    public UpRequest {
        urlsFile = urlsFile.toAbsolutePath().normalize();
        if (size.isPresent() && size.getAsInt() < 1) {
            throw ExitCode.USAGE.because("a cluster has at least one instance, not " + size.getAsInt()
                    + ": CLUSTER_SIZE=1 (make) or --cluster-size 1; 'winnow down' stops it");
        }
    }

    /** @throws winnow.protocol.StopException USAGE if there can be no such brokers */
    BrokerLayout layout(BrokerLayout last) {
        return new BrokerLayout(
                brokers.orElse(last.count()),
                brokerPort.orElse(last.brokerPort()),
                controllerPort.orElse(last.controllerPort()));
    }
}
