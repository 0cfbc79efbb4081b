package winnow.receiver.order;

/**
 * A frame is lost, or was damaged on its way. The log is whole as far as it goes, but the job cannot go on with these
 * topics: another attempt has to take their place.
 */
public final class LostFrameException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public LostFrameException(String sentence) {
        super(sentence);
    }

    public LostFrameException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
