package winnow.cli.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import winnow.cli.option.HomeOption;
import winnow.protocol.ExitCode;
import winnow.protocol.job.JobId;
import winnow.protocol.job.JobRecord;
import winnow.protocol.kafka.ClientSettings;
import winnow.protocol.kafka.CompactedTopic;
import winnow.protocol.kafka.TopicAdmin;
import winnow.protocol.kafka.Topics;

/** Gives a job up: says so, stops what works on it here, and deletes its topics. Its folder stays. */
public final class Cancellation {
    /** Instances leave within a second; one that was killed leaves when its session has timed out. */
    private static final Duration LONGEST_LEAVING = Duration.ofSeconds(10);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private Cancellation() {}

    /**
     * @param kafkaArguments as for {@link JobPrograms}
     * @throws winnow.protocol.StopException USAGE if there is no such job, FAILED if it has ended
     */
    public static void of(JobId job, ClientSettings settings, HomeOption home, List<String> kafkaArguments) {
        CompactedTopic<JobRecord> jobs = new CompactedTopic<>(settings, Topics.JOBS, JobRecord.class);
        JobRecord record = jobs.read().get(job.text());
        if (record == null) {
            throw ExitCode.USAGE.because("there is no job " + job + "; 'winnow status' lists those there are");
        }
        if (record.state().ended()) {
            throw ExitCode.FAILED.because("job " + job + " has ended already (" + record.state() + ")");
        }
        try (CompactedTopic.Writer<JobRecord> writer = jobs.writer()) {
            writer.put(job.text(), record.cancelled(Instant.now()));
        }
        new JobPrograms(job, record.spec(), home, kafkaArguments, List.of()).stopLeftOver();
        try (TopicAdmin topics = new TopicAdmin(settings)) {
            topics.clearAway(record, LONGEST_LEAVING, () -> {
                LockSupport.parkNanos(LOOK_AGAIN.toNanos());
                return Thread.currentThread().isInterrupted();
            });
        }
    }
}
