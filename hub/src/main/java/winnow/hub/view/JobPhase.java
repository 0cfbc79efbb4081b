package winnow.hub.view;

import winnow.protocol.job.JobState;

/** A job's state as the API names it. */
public enum JobPhase {
    /** Made, and nobody works on it yet. */
    QUEUED,
    /** At work; no row was received yet. */
    STARTING,
    RUNNING,
    /** At work, and nothing is received. */
    STALLED,
    SUCCEEDED,
    /** It does not go on by itself; whether it can be resumed is said beside it. */
    FAILED,
    CANCELLED;

    /** Whether nothing more comes unless somebody does something. */
    public boolean over() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }

    /** Whether somebody works on it, or should. */
    public boolean atWork() {
        return this == STARTING || this == RUNNING || this == STALLED;
    }

    static JobPhase of(JobState state, boolean received, boolean stalled) {
        if (state.atWork()) {
            return stalled ? STALLED : received ? RUNNING : STARTING;
        }
        if (state == JobState.DONE) {
            return SUCCEEDED;
        }
        if (state == JobState.CANCELLED) {
            return CANCELLED;
        }
        return state == JobState.FAILED || state == JobState.STOPPED ? FAILED : QUEUED;
    }
}
