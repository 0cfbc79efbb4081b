package winnow.protocol.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import winnow.protocol.ExitCode;

/**
 * Entry of {@code winnow.jobs}, under the job's id: what the job is and how it stands.
 *
 * @param version of this form; a program refuses one that it does not know, and ignores fields that it does not know
 * @param reason why the job does not go on, in one sentence; null while it does and when it is done
 * @param totals null until the job is done
 */
public record JobRecord(
        int version,
        JobId id,
        JobState state,
        JobSpec spec,
        Attempt attempt,
        Instant created,
        @Nullable Instant ended,
        @Nullable String reason,
        @Nullable JobTotals totals) {

    private static final int VERSION = 2;

    public JobRecord {
        if (version != VERSION) {
            throw ExitCode.FAILED.because("job " + id + " is written in version " + version + " and this Winnow knows "
                    + VERSION + ": use the Winnow that made it, or a newer one");
        }
    }

    public static JobRecord queued(JobId id, JobSpec spec, Instant now) {
        return new JobRecord(VERSION, id, JobState.QUEUED, spec, Attempt.FIRST, now, null, null, null);
    }

    public static JobRecord active(JobId id, JobSpec spec, Instant now) {
        return new JobRecord(VERSION, id, JobState.ACTIVE, spec, Attempt.FIRST, now, null, null, null);
    }

    /** Goes on, by the same attempt or by another. */
    public JobRecord active(Attempt by) {
        return new JobRecord(VERSION, id, JobState.ACTIVE, spec, by, created, null, null, null);
    }

    public JobRecord diskFull(String where) {
        return new JobRecord(VERSION, id, JobState.DISK_FULL, spec, attempt, created, null, where, null);
    }

    public JobRecord stopped(String why) {
        return new JobRecord(VERSION, id, JobState.STOPPED, spec, attempt, created, null, why, null);
    }

    /** Frames of its attempt are lost. */
    public JobRecord broken(String why) {
        return new JobRecord(VERSION, id, JobState.STOPPED, spec, attempt.asBroken(), created, null, why, null);
    }

    public JobRecord done(JobTotals sums, Instant now) {
        return new JobRecord(VERSION, id, JobState.DONE, spec, attempt, created, now, null, sums);
    }

    public JobRecord failed(String why, Instant now) {
        return new JobRecord(VERSION, id, JobState.FAILED, spec, attempt, created, now, why, null);
    }

    public JobRecord cancelled(Instant now) {
        return new JobRecord(VERSION, id, JobState.CANCELLED, spec, attempt, created, now, "it was cancelled", null);
    }

    public boolean sameAttempt(JobRecord other) {
        return attempt.number() == other.attempt.number();
    }
}
