package winnow.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import winnow.protocol.ExitCode;

/**
 * What is wanted of the cluster. What is not given stays as it was, or is the default the first time.
 *
 * @param size number of instances
 * @param timeout until when all must be ready
 * @param urlsFile where to write down what runs where
 */
public record UpRequest(
        OptionalInt size, OptionalInt brokerPort, OptionalInt controllerPort, Duration timeout, Path urlsFile) {
    public UpRequest {
        urlsFile = urlsFile.toAbsolutePath().normalize();
        if (size.isPresent() && size.getAsInt() < 1) {
            throw ExitCode.USAGE.because("a cluster has at least one instance, not " + size.getAsInt()
                    + ": CLUSTER_SIZE=1 (make) or --cluster-size 1; 'winnow down' stops it");
        }
        brokerPort.ifPresent(Port.BROKER::require);
        controllerPort.ifPresent(Port.CONTROLLER::require);
    }
}
