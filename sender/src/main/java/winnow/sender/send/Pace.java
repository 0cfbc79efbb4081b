package winnow.sender.send;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.protocol.ExitCode;
import winnow.protocol.frame.RowsFrame;

/**
 * Holds the sender back while it is a whole window ahead of the receiver, so that the topics do not grow with the input. If
 * there is no receiver, waiting is right: one that is started goes on. One thread, but {@link #waiting} for any.
 */
public final class Pace {
    private static final Logger log = LoggerFactory.getLogger(Pace.class);

    /** The receiver commits twice a second. */
    private static final long LOOK_AGAIN_MILLIS = 100;
    /** A receiver that is slow is no trouble; one that does nothing for so long is. */
    private static final Duration STALLED = Duration.ofSeconds(30);

    private final Window window;
    private final LongSupplier received;
    private final LongSupplier nanoTime;
    private volatile @Nullable String waiting;

    /**
     * @param windowBytes of rows that may be ahead of the receiver
     * @param received asked how far the receiver is when the window is full
     */
    public Pace(long windowBytes, int partitions, LongSupplier received, LongSupplier nanoTime) {
        this.window = new Window(windowBytes, partitions);
        this.received = received;
        this.nanoTime = nanoTime;
    }

    /** Returns when the frame may be sent. */
    public void await(RowsFrame frame) {
        long movedAt = nanoTime.getAsLong();
        while (window.isFull(frame)) {
            long before = window.mark();
            window.receivedBefore(received.getAsLong());
            long now = nanoTime.getAsLong();
            if (window.mark() > before) {
                movedAt = now;
                waiting = null;
            } else if (now - movedAt >= STALLED.toNanos() && waiting == null) {
                String sentence = "the receiver has made nothing safe for " + STALLED.toSeconds()
                        + " s, and is as far behind as it may be (--window): it goes on when the receiver does,"
                        + " 'winnow status' shows what that waits for";
                waiting = sentence;
                log.warn("chunk={} waits: {}", frame.number(), sentence);
            }
            if (window.isFull(frame)) {
                pause(frame);
            }
        }
        waiting = null;
    }

    private static void pause(RowsFrame frame) {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ExitCode.INTERRUPTED.because("interrupted before row " + frame.firstRow());
        }
    }

    /** To be told of every frame in order, also of those that were sent before. */
    public void passed(RowsFrame frame) {
        window.add(frame);
    }

    /** What holds it up, in one sentence; null while the receiver goes on. */
    public @Nullable String waiting() {
        return waiting;
    }
}
