package winnow.receiver;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.protocol.frame.ResultsFrame;
import winnow.receiver.log.ResultsLog;
import winnow.receiver.order.Arrival;

/**
 * Counts frames that came again and were skipped, and those of them whose bytes are not those in the log: then the model,
 * or the input, gives one thing now and another then. One thread.
 */
final class Duplicates {
    private static final Logger logger = LoggerFactory.getLogger(Duplicates.class);

    /** Each is a line in the log of the receiver; a model that never answers twice the same must not fill the disk. */
    private static final long MOST_REPORTED = 100;

    private final ResultsLog log;
    private long count;
    private long conflicts;

    Duplicates(ResultsLog log) {
        this.log = log;
    }

    void add(Arrival arrival) {
        count++;
        boolean same =
                arrival.frame() instanceof ResultsFrame frame && frame.crc32c() == log.frameCrc32c(frame.number());
        if (!same && ++conflicts <= MOST_REPORTED) {
            logger.warn(
                    "chunk={} partition={} offset={} came again with other bytes than those in the log, which stay:"
                            + " the model does not give the same row the same outputs, or the input has changed",
                    arrival.frame().number(),
                    arrival.partition(),
                    arrival.offset());
        }
    }

    long count() {
        return count;
    }

    /** Of these, frames with other bytes than those that are in the log. */
    long conflicts() {
        return conflicts;
    }
}
