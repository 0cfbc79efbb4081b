package winnow.receiver.order;

import winnow.protocol.frame.Frame;

/** A frame, and where in the results topic it was found. */
public record Arrival(Frame frame, int partition, long offset) {
    long number() {
        return frame.number();
    }
}
