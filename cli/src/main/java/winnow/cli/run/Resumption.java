package winnow.cli.run;

import java.util.Optional;
import winnow.protocol.ExitCode;
import winnow.protocol.job.Attempt;
import winnow.protocol.job.JobId;
import winnow.protocol.job.JobInput;
import winnow.protocol.job.JobRecord;
import winnow.protocol.job.JobState;
import winnow.protocol.kafka.ClientSettings;
import winnow.protocol.kafka.CompactedTopic;
import winnow.protocol.kafka.TopicAdmin;
import winnow.protocol.kafka.Topics;
import winnow.receiver.log.Mark;
import winnow.receiver.log.ResultsFiles;
import winnow.receiver.log.SafeMark;

/**
 * Makes a job that does not go on ready to go on. Nothing is needed for it but the job's folder and its input: what Kafka
 * still has of the job is used, what it has lost is made anew.
 */
public final class Resumption {
    private final ClientSettings settings;
    private final JobId id;
    private final JobFolder folder;

    public Resumption(ClientSettings settings, JobId id, JobFolder folder) {
        this.settings = settings;
        this.id = id;
        this.folder = folder;
    }

    /**
     * The job as it is known now.
     *
     * @throws winnow.protocol.StopException if there is no such job, or if it cannot go on
     */
    public JobRecord find() {
        try (TopicAdmin topics = new TopicAdmin(settings)) {
            topics.ensureSharedTopics(); // a broker whose data was wiped has not even these
        }
        Optional<JobRecord> known = known();
        JobRecord job = known.or(folder::job)
                .orElseThrow(() -> ExitCode.USAGE.because("there is no job " + id + ", neither in Kafka nor in "
                        + folder.path() + "; 'winnow status' lists those there are"));
        requireResumable(job);
        return job;
    }

    static void requireResumable(JobRecord job) {
        switch (job.state()) {
            case DONE -> {
                return; // there is nothing left to read
            }
            case QUEUED, ACTIVE, DISK_FULL, STOPPED -> {}
            case FAILED ->
                throw ExitCode.FAILED.because(
                        "job " + job.id() + " has failed for good: " + job.reason() + "; mend that and run a new one");
            case CANCELLED -> throw ExitCode.FAILED.because("job " + job.id() + " was cancelled: run a new one");
        }
        if (job.spec().input() instanceof JobInput.StandardInput) {
            throw ExitCode.FAILED.because("job " + job.id() + " read its rows from standard input and kept no copy of"
                    + " them (--no-spool), so it cannot be resumed: run it again");
        }
    }

    private Optional<JobRecord> known() {
        return Optional.ofNullable(new CompactedTopic<>(settings, Topics.JOBS, JobRecord.class)
                .read()
                .get(id.text()));
    }

    /**
     * Goes on by the same topics if they are whole, else by new ones from the first frame on that is not safe in the
     * results log. No program of the job may be at work.
     */
    JobRecord prepare(JobRecord job) {
        Mark mark = SafeMark.of(ResultsFiles.in(folder.path()));
        try (TopicAdmin topics = new TopicAdmin(settings)) {
            boolean topicsAreThere = known().isPresent() && topics.hasJobTopics(job);
            Attempt attempt = job.state() == JobState.QUEUED
                    ? job.attempt()
                    : job.attempt().toGoOnBy(topicsAreThere, mark.next(), mark.source());
            JobRecord resumed = job.active(attempt);
            NewJob.make(resumed, settings, folder);
            topics.deleteEarlierTopics(resumed);
            return resumed;
        }
    }
}
