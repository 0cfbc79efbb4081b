package winnow.sender;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import winnow.protocol.StopException;
import winnow.protocol.job.JobRecord;
import winnow.protocol.kafka.JobWatch;

/**
 * Interrupts the thread that sends when the job is no longer its to send: that thread may wait for a long time for a
 * broker to take a frame, for a topic that is gone for ever. Has a thread of its own.
 */
final class Watchman implements AutoCloseable {
    private static final long TICK_MILLIS = 500;

    private final JobWatch watch;
    private final JobRecord job;
    private final Thread sending = Thread.currentThread();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::watch, "watchman");
    private volatile @Nullable StopException reason;

    /** @param watch this thread's alone until {@link #close} */
    Watchman(JobWatch watch, JobRecord job) {
        this.watch = watch;
        this.job = job;
        thread.setDaemon(true);
        thread.start();
    }

    private void watch() {
        try {
            while (!closing.await(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
                watch.ensureAtWork(job);
            }
        } catch (StopException e) {
            reason = e;
            sending.interrupt();
        } catch (InterruptedException | InterruptException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Why the sending thread was interrupted, or what it says itself if that was not from here. */
    StopException reasonOr(StopException itself) {
        StopException found = reason;
        return found == null ? itself : found;
    }

    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        closing.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
