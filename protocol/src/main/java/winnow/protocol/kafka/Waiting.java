package winnow.protocol.kafka;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import winnow.protocol.ExitCode;

/** Waits for Kafka's answer, for so long and no longer. */
public final class Waiting {
    /** For one request to a broker that is up; a loaded machine needs seconds. */
    public static final Duration REQUEST = Duration.ofSeconds(30);

    private Waiting() {}

    /** @param what what is being done, as in "cannot (create the topic)" */
    public static <T> T need(Future<T> answer, String what) {
        try {
            return within(answer, what);
        } catch (ExecutionException e) {
            throw failed(e, what);
        }
    }

    /**
     * Like {@link #need}, where one kind of failure is as good as an answer: it was done before, or there is no such
     * thing.
     *
     * @return the answer; empty after that kind of failure
     */
    static <T> Optional<T> needUnless(Class<? extends Exception> asGood, Future<T> answer, String what) {
        try {
            return Optional.ofNullable(within(answer, what));
        } catch (ExecutionException e) {
            if (asGood.isInstance(e.getCause())) {
                return Optional.empty();
            }
            throw failed(e, what);
        }
    }

    private static <T> T within(Future<T> answer, String what) throws ExecutionException {
        try {
            return answer.get(REQUEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw ExitCode.NOT_READY.because(
                    "cannot " + what + ": Kafka did not answer within " + REQUEST.toSeconds()
                            + " s; 'winnow status' shows whether the broker is up",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ExitCode.INTERRUPTED.because("interrupted while trying to " + what, e);
        }
    }

    private static RuntimeException failed(ExecutionException e, String what) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        String why = cause instanceof AuthorizationException ? notAllowed(cause) : cause.getMessage();
        return ExitCode.FAILED.because("cannot " + what + ": " + why, cause);
    }

    private static String notAllowed(Throwable cause) {
        // of rights to the whole cluster Kafka says nothing but what the request looked like
        String said = cause instanceof ClusterAuthorizationException ? "Not authorized" : cause.getMessage();
        return said + "; 'winnow acl show' lists who may do what, 'winnow acl apply' tells the broker";
    }
}
