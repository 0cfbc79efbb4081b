package winnow.classifier.jobs;

import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.protocol.StopException;
import winnow.protocol.job.JobRecord;
import winnow.protocol.kafka.CompactedTopic;

/** Says of a job why it does not go on, unless somebody has said something newer of it meanwhile. Any thread. */
final class JobVerdicts {
    private static final Logger log = LoggerFactory.getLogger(JobVerdicts.class);

    private final CompactedTopic<JobRecord> jobs;
    private final JobRecord job;

    /** @param job as it was when this instance began to work on it */
    JobVerdicts(CompactedTopic<JobRecord> jobs, JobRecord job) {
        this.jobs = jobs;
        this.job = job;
    }

    /** It cannot be done, whoever tries. */
    void failed(String reason) {
        say(job.failed(reason, Instant.now()));
    }

    /** Another attempt may do better. */
    void broken(String reason) {
        say(job.broken(reason));
    }

    void stopped(String reason) {
        say(job.stopped(reason));
    }

    private void say(JobRecord verdict) {
        try {
            JobRecord now = jobs.read().get(job.id().text());
            if (now != null && now.state().atWork() && now.sameAttempt(job)) {
                try (CompactedTopic.Writer<JobRecord> writer = jobs.writer()) {
                    writer.put(job.id().text(), verdict);
                }
            }
        } catch (StopException e) {
            log.warn("job={} state={} not published: {}", job.id(), verdict.state(), e.getMessage());
        }
    }
}
