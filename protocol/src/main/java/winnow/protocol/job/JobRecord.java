package winnow.protocol.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import winnow.protocol.ExitCode;

/**
 * Entry of {@code winnow.jobs}, under the job's id: what the job is and how it stands.
 *
 * @param version of this form; a program refuses one that it does not know, and ignores fields that it does not know
 * @param reason why the job failed, in one sentence; null unless it did
 * @param totals null until the job is done
 */
public record JobRecord(
        int version,
        JobId id,
        JobState state,
        JobSpec spec,
        Instant created,
        @Nullable Instant ended,
        @Nullable String reason,
        @Nullable JobTotals totals) {

    private static final int VERSION = 1;

    public JobRecord {
        if (version != VERSION) {
            throw ExitCode.FAILED.because("job " + id + " is written in version " + version + " and this Winnow knows "
                    + VERSION + ": use the Winnow that made it, or a newer one");
        }
    }

    public static JobRecord active(JobId id, JobSpec spec, Instant now) {
        return new JobRecord(VERSION, id, JobState.ACTIVE, spec, now, null, null, null);
    }

    public JobRecord done(JobTotals sums, Instant now) {
        return new JobRecord(VERSION, id, JobState.DONE, spec, created, now, null, sums);
    }

    public JobRecord failed(String why, Instant now) {
        return new JobRecord(VERSION, id, JobState.FAILED, spec, created, now, why, null);
    }
}
