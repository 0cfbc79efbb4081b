package winnow.classifier.pipeline;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import winnow.classifier.model.Answers;
import winnow.classifier.model.Batch;
import winnow.classifier.model.Classifier;

/**
 * Calls the classifier by a thread of its own, so that a call that does not end can be given up. It is interrupted; one
 * that does not listen keeps its thread, and the next call gets another. One thread may ask.
 */
final class TimedCalls {
    private static final Duration IDLE = Duration.ofSeconds(10);
    /** Models in native code expect what native programs have; it is taken only as far as it is used. */
    private static final long STACK_BYTES = 8 << 20;

    private final Classifier classifier;
    private final Duration limit;
    /** Gives its thread back by itself, so that nobody has to close it. */
    private final ThreadPoolExecutor caller;

    TimedCalls(Classifier classifier, Duration limit) {
        this.classifier = classifier;
        this.limit = limit;
        this.caller = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE.toMillis(), TimeUnit.MILLISECONDS, new SynchronousQueue<>(), call -> {
                    Thread thread = new Thread(null, call, "classifier", STACK_BYTES);
                    thread.setDaemon(true);
                    return thread;
                });
    }

    Duration limit() {
        return limit;
    }

    /**
     * @param answers may still be written to after a call was given up
     * @throws TimeoutException if the classifier did not end in time
     * @throws RuntimeException what the classifier threw
     * @throws CancellationException if this thread was interrupted
     */
    void classify(Batch batch, Answers answers) throws TimeoutException {
        Future<?> call = caller.submit(() -> classifier.classify(batch, answers));
        try {
            call.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            call.cancel(true);
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            if (e.getCause() instanceof StackOverflowError) { // as one row can make of a recursive model
                throw new IllegalStateException(e.getCause());
            }
            if (e.getCause() instanceof Error error) { // the process or the machine is at fault, not a row
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while a chunk was classified");
        }
    }
}
