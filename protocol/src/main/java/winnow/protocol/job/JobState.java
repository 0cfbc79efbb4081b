package winnow.protocol.job;

/**
 * <pre>
 *   QUEUED ──> ACTIVE ──> DONE
 *              │ ^ ^ └──> FAILED
 *              │ │ └────> DISK_FULL and back
 *              v │
 *            STOPPED
 *
 *   and from each of QUEUED, ACTIVE, DISK_FULL and STOPPED ──> CANCELLED
 * </pre>
 *
 * An ended job keeps its state; its topics are deleted.
 */
public enum JobState {
    /** Made, and waiting for its turn; it has no topics yet. */
    QUEUED,
    ACTIVE,
    /** Active, but its receiver waits for room on its disk; goes on by itself. */
    DISK_FULL,
    /** Nobody works on it; nothing that is safe is given up, and {@code winnow resume} finishes it. */
    STOPPED,
    /** Every row is classified or rejected, and the files are in place. */
    DONE,
    /** It cannot be finished, whoever tries. */
    FAILED,
    /** A user has given it up. */
    CANCELLED;

    /** Whether instances help with it. */
    public boolean atWork() {
        return this == ACTIVE || this == DISK_FULL;
    }

    public boolean ended() {
        return this == DONE || this == FAILED || this == CANCELLED;
    }
}
