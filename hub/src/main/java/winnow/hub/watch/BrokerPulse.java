package winnow.hub.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaFuture;
import org.jspecify.annotations.Nullable;
import winnow.protocol.kafka.ClientSettings;

/**
 * Whether a broker answers. Who follows a topic cannot tell: without a broker it looks as if there were no news. One thread
 * asks, any may look.
 */
final class BrokerPulse implements AutoCloseable {
    private static final Duration REQUEST = Duration.ofSeconds(5);
    private static final Duration ANSWERS = Duration.ofSeconds(10);

    private final Admin admin;
    private @Nullable KafkaFuture<String> asked;
    private volatile Instant answered;

    BrokerPulse(ClientSettings settings) {
        this.admin = Admin.create(settings.merge(Map.of(), Map.of()));
        this.answered = Instant.now(); // else it would be down until the first answer
    }

    /** Asks, unless an answer is still waited for. Does not block. */
    void ask() {
        KafkaFuture<String> last = asked;
        if (last == null || last.isDone()) {
            DescribeClusterOptions options = new DescribeClusterOptions().timeoutMs((int) REQUEST.toMillis());
            asked = admin.describeCluster(options).clusterId().whenComplete((cluster, failure) -> {
                if (failure == null) {
                    answered = Instant.now();
                }
            });
        }
    }

    boolean answers() {
        return Duration.between(answered, Instant.now()).compareTo(ANSWERS) < 0;
    }

    @Override
    public void close() {
        admin.close(Duration.ZERO);
    }
}
