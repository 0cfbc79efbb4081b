package winnow.receiver.order;

/** Decides what to do with a frame: append it if, and only if, its number is the next one (rule 4). Pure. */
final class FrameOrder {
    private FrameOrder() {}

    enum Decision {
        APPEND,
        /** It was appended before: count it and skip it. */
        DUPLICATE,
        /** Others come first: its partition is paused meanwhile. */
        WAIT
    }

    static Decision decide(long number, long next) {
        if (number == next) {
            return Decision.APPEND;
        }
        return number < next ? Decision.DUPLICATE : Decision.WAIT;
    }
}
