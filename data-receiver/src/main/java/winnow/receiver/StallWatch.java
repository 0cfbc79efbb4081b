package winnow.receiver;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.receiver.order.LostFrameException;

/**
 * Notices that a frame does not come, and has it looked for: a receiver never waits in silence, and not for ever for what
 * is lost. One thread: the poll loop.
 */
final class StallWatch {
    private static final Logger logger = LoggerFactory.getLogger(StallWatch.class);

    /** Long enough not to disturb a job that goes on, short enough to name what is lost well within 30 s. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    private final FrameSearch search;
    private final LongSupplier nanoTime;
    private long next = -1;
    private long lookedAt;
    private boolean lostAtLastLook;
    private @Nullable String waiting;

    StallWatch(FrameSearch search, LongSupplier nanoTime) {
        this.search = search;
        this.nanoTime = nanoTime;
    }

    /**
     * To be asked each time that everything which has arrived was taken.
     *
     * @param nextFrame number of the frame that comes next
     * @return what it waits for, in one sentence, once it has waited for a while; else null
     * @throws LostFrameException if that frame will never come
     */
    @Nullable String look(long nextFrame, ResultsTopic topic) {
        long now = nanoTime.getAsLong();
        if (nextFrame != next) {
            next = nextFrame;
            lookedAt = now;
            lostAtLastLook = false;
            waiting = null;
        } else if (now - lookedAt >= LOOK_EVERY.toNanos()) {
            FrameSearch.Found found = search.look(nextFrame, topic);
            waiting = found.sentence();
            if (found.lost() && lostAtLastLook) {
                throw new LostFrameException(found.sentence());
            }
            // what Kafka says of two topics is not of one moment: only a loss that lasts is one
            lostAtLastLook = found.lost();
            logger.warn("chunk={} is next: {}", nextFrame, waiting);
            lookedAt = nanoTime.getAsLong();
        }
        return waiting;
    }
}
