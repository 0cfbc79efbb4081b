package winnow.protocol.kafka;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;
import winnow.protocol.job.JobId;
import winnow.protocol.job.JobRecord;
import winnow.protocol.kafka.CompactedTopic.Update;

/** One job's entry in {@code winnow.jobs}, now and later: an instance, or a user, may end the job. One thread. */
public final class JobWatch implements AutoCloseable {
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final CompactedTopic.Reader<JobRecord> jobs;
    private final JobId job;
    private final LongSupplier nanoTime;
    private long lookedAt;
    private @Nullable StopException over;

    public JobWatch(ClientSettings settings, JobId job, LongSupplier nanoTime) {
        this.jobs = new CompactedTopic<>(settings, Topics.JOBS, JobRecord.class).reader();
        this.job = job;
        this.nanoTime = nanoTime;
        this.lookedAt = nanoTime.getAsLong();
    }

    /** @throws StopException with USAGE if there is no such job */
    public JobRecord read() {
        JobRecord record = jobs.readToEnd().get(job.text());
        if (record == null) {
            throw ExitCode.USAGE.because("there is no job " + job + "; 'winnow status' lists those there are");
        }
        return record;
    }

    /**
     * To be asked again and again; looks now and then.
     *
     * @param mine what a program works on
     * @throws StopException with the reason, once somebody has ended or stopped the job, or works on it by another attempt
     */
    public void ensureAtWork(JobRecord mine) {
        long now = nanoTime.getAsLong();
        if (now - lookedAt >= LOOK_EVERY.toNanos()) {
            lookedAt = now;
            look(mine);
        }
    }

    /** Whether somebody has ended or stopped the job: then its state is no longer this program's to write. */
    public boolean isOver(JobRecord mine) {
        try {
            look(mine);
            return false;
        } catch (StopException e) {
            return true;
        }
    }

    private void look(JobRecord mine) {
        for (Update<JobRecord> update : jobs.poll(Duration.ZERO)) {
            if (update.key().equals(job.text())) {
                over = over(mine, update.value());
            }
        }
        if (over != null) {
            throw over;
        }
    }

    private @Nullable StopException over(JobRecord mine, @Nullable JobRecord now) {
        if (now == null) {
            return ExitCode.FAILED.because("job " + job + " was removed: run it again");
        }
        if (!now.sameAttempt(mine)) {
            return ExitCode.FAILED.because("job " + job + " goes on without this program, by attempt "
                    + now.attempt().number() + ": 'winnow status' shows how far it is");
        }
        return switch (now.state()) {
            case ACTIVE, DISK_FULL -> null;
            case QUEUED -> ExitCode.FAILED.because("job " + job + " was put back into the queue: it starts by itself");
            case STOPPED ->
                ExitCode.FAILED.because(
                        "job " + job + " was stopped: " + now.reason() + "; 'winnow resume " + job + "' finishes it");
            case DONE ->
                ExitCode.FAILED.because("job " + job + " was completed by another receiver: its results are there");
            case FAILED -> ExitCode.FAILED.because("job " + job + " has failed: " + now.reason());
            case CANCELLED -> ExitCode.FAILED.because("job " + job + " was cancelled");
        };
    }

    @Override
    public void close() {
        jobs.close();
    }
}
