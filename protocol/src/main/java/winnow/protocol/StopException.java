package winnow.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Ends a program in good order: its message is the one line that the user reads, its code what the shell gets. Only
 * {@code main} turns it into an exit. Anything else that reaches {@code main} is a defect and keeps its stack trace.
 */
public final class StopException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ExitCode exitCode;
    private final String sentence;

    StopException(ExitCode exitCode, String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.exitCode = exitCode;
        this.sentence = sentence;
    }

    /** There always is one. */
    @Override
    public String getMessage() {
        return sentence;
    }

    public ExitCode exitCode() {
        return exitCode;
    }
}
