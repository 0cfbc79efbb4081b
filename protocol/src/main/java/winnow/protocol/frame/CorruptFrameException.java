package winnow.protocol.frame;

/** A frame whose bytes are not those that were sent, or that is no frame at all. Never repaired, never skipped. */
public final class CorruptFrameException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CorruptFrameException(String message) {
        super(message);
    }

    public CorruptFrameException(String message, Throwable cause) {
        super(message, cause);
    }
}
