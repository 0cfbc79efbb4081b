package winnow.protocol;

/** How a program can end; the number is the process's exit code. */
public enum ExitCode {
    DONE(0),
    FAILED(1),
    /** Bad input or a bad option: nothing was started. */
    USAGE(2),
    TOO_MANY_REJECTS(3),
    /** Something that had to be there did not answer in time. */
    NOT_READY(4),
    INTERRUPTED(130);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /** @param sentence what happened, why, and what to do next, on one line */
    public StopException because(String sentence) {
        return new StopException(this, sentence, null);
    }

    public StopException because(String sentence, Throwable cause) {
        return new StopException(this, sentence, cause);
    }
}
