package winnow.receiver;

import java.time.Duration;
import java.util.function.LongSupplier;
import winnow.protocol.ExitCode;
import winnow.protocol.job.JobId;
import winnow.protocol.job.JobRecord;
import winnow.protocol.kafka.ClientSettings;
import winnow.protocol.kafka.CompactedTopic;
import winnow.protocol.kafka.CompactedTopic.Update;
import winnow.protocol.kafka.Topics;

/** One job's entry in {@code winnow.jobs}, now and later: an instance, or a user, may end the job. One thread. */
final class JobWatch implements AutoCloseable {
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final CompactedTopic.Reader<JobRecord> jobs;
    private final JobId job;
    private final LongSupplier nanoTime;
    private long lookedAt;
    private boolean ended;

    JobWatch(ClientSettings settings, JobId job, LongSupplier nanoTime) {
        this.jobs = new CompactedTopic<>(settings, Topics.JOBS, JobRecord.class).reader();
        this.job = job;
        this.nanoTime = nanoTime;
        this.lookedAt = nanoTime.getAsLong();
    }

    /** @throws winnow.protocol.StopException if there is no such job, or if it has failed */
    JobRecord read() {
        JobRecord record = jobs.readToEnd().get(job.text());
        if (record == null) {
            throw ExitCode.USAGE.because("there is no job " + job + "; 'winnow status' lists those there are");
        }
        note(record);
        return record;
    }

    /** @throws winnow.protocol.StopException if the job has been ended since, with the reason */
    void ensureActive() {
        long now = nanoTime.getAsLong();
        if (now - lookedAt < LOOK_EVERY.toNanos()) {
            return;
        }
        lookedAt = now;
        for (Update<JobRecord> update : jobs.poll(Duration.ZERO)) {
            if (!update.key().equals(job.text())) {
                continue;
            }
            JobRecord record = update.value();
            if (record == null) {
                ended = true;
                throw ExitCode.FAILED.because("job " + job + " was removed: run it again");
            }
            note(record);
            if (ended) {
                throw ExitCode.FAILED.because(
                        "job " + job + " was completed by another receiver: its results are there");
            }
        }
    }

    private void note(JobRecord record) {
        ended = record.state().ended();
        switch (record.state()) {
            case ACTIVE, DONE -> {}
            case FAILED -> throw ExitCode.FAILED.because("job " + job + " has failed: " + record.reason());
        }
    }

    /** Whether somebody has ended the job, so that nobody has to do it again. */
    boolean ended() {
        return ended;
    }

    @Override
    public void close() {
        jobs.close();
    }
}
