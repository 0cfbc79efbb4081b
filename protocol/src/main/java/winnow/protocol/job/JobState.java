package winnow.protocol.job;

/**
 * <pre>
 *   ACTIVE ──> DONE
 *      └─────> FAILED
 * </pre>
 *
 * An ended job keeps its state; its topics are deleted.
 */
public enum JobState {
    ACTIVE,
    /** Every row is classified or rejected, and the files are in place. */
    DONE,
    FAILED;

    public boolean ended() {
        return this != ACTIVE;
    }
}
