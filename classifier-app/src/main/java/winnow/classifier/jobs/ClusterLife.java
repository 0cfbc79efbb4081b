package winnow.classifier.jobs;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
import org.jspecify.annotations.Nullable;

/**
 * Notices that a broker's data was wiped: the cluster has another id then, and nothing that was read of it holds any
 * longer. Never waits for the broker. One thread.
 */
final class ClusterLife {
    private static final Duration ASK_EVERY = Duration.ofSeconds(2);

    private final Admin admin;
    private @Nullable String id;
    private @Nullable KafkaFuture<String> asked;
    private long askedAt;
    private boolean over;

    ClusterLife(Admin admin) {
        this.admin = admin;
    }

    /** Whether the cluster is another one than when this was asked first. */
    boolean isOver() {
        KafkaFuture<String> answer = asked;
        if (answer != null && answer.isDone() && !answer.isCompletedExceptionally()) {
            String now = value(answer);
            over |= id != null && !id.equals(now);
            id = now;
        }
        if (answer == null || (answer.isDone() && System.nanoTime() - askedAt >= ASK_EVERY.toNanos())) {
            ask();
        }
        return over;
    }

    private void ask() {
        asked = admin.describeCluster().clusterId();
        askedAt = System.nanoTime();
    }

    private static String value(KafkaFuture<String> done) {
        try {
            return done.get(0, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the answer is there", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
