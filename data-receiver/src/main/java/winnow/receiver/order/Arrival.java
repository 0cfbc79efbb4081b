package winnow.receiver.order;

import winnow.protocol.frame.Frame;

/**
 * A frame, and where in the results topic it was found.
 *
 * @param appended when it came into the topic, in milliseconds of the epoch; for people to look at
 */
public record Arrival(Frame frame, int partition, long offset, long appended) {

    /** One of which nobody knows when it came. */
    public Arrival(Frame frame, int partition, long offset) {
        this(frame, partition, offset, 0);
    }

    long number() {
        return frame.number();
    }
}
