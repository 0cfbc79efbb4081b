package winnow.cli.access;

import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;

/** What Kafka's clients throw for a setting, a certificate or a right that is missing: no defect, but a sentence. */
public final class KafkaRefusal {
    private KafkaRefusal() {}

    /** Empty for everything else. */
    public static Optional<StopException> of(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (cause instanceof ConfigException) {
                return Optional.of(ExitCode.USAGE.because(
                        "a setting of Kafka's clients cannot be (-X, --kafka-config): " + message, cause));
            }
            if (cause instanceof AuthenticationException) {
                return Optional.of(ExitCode.FAILED.because(
                        "Kafka and this program do not trust each other: " + message
                                + "; the certificates that --kafka-config names and those of the broker must be signed by"
                                + " what the other side trusts",
                        cause));
            }
            if (cause instanceof AuthorizationException) {
                // of rights to the whole cluster Kafka says nothing but what the request looked like
                message = cause instanceof ClusterAuthorizationException ? "Not authorized" : message;
                return Optional.of(ExitCode.FAILED.because(
                        "Kafka does not allow this program what it needs: " + message
                                + "; 'winnow acl show' lists who may do what, 'winnow acl apply' tells the broker",
                        cause));
            }
            // in this order: the others are special cases of it
            if (cause instanceof InvalidConfigurationException) {
                String why =
                        cause.getCause() == null ? "" : " (" + cause.getCause().getMessage() + ")";
                return Optional.of(ExitCode.USAGE.because(
                        "Kafka's clients cannot use what --kafka-config names: " + message + why, cause));
            }
        }
        return Optional.empty();
    }
}
