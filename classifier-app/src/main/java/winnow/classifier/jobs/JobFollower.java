package winnow.classifier.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.protocol.StopException;
import winnow.protocol.job.JobId;
import winnow.protocol.job.JobRecord;
import winnow.protocol.kafka.CompactedTopic;
import winnow.protocol.kafka.Topics;
import winnow.protocol.member.Progress;

/**
 * Follows {@code winnow.jobs}: starts what is active, closes what has ended. One thread, but for {@link #progress} and
 * {@link #stop}.
 */
public final class JobFollower implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(JobFollower.class);

    /** Only how long a poll may last: news end it at once. */
    private static final Duration POLL = Duration.ofSeconds(1);

    private final InstanceConfig config;
    private final CompactedTopic.Reader<JobRecord> reader;
    private final CompactedTopic.Writer<JobRecord> writer;
    private final Map<JobId, RunningJob> running = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    public JobFollower(InstanceConfig config) {
        CompactedTopic<JobRecord> topic = new CompactedTopic<>(config.settings(), Topics.JOBS, JobRecord.class);
        this.config = config;
        this.reader = topic.reader();
        this.writer = topic.writer();
    }

    /** Reads all jobs that there are and starts those that are active. */
    public void catchUp() {
        try {
            reader.readToEnd().values().forEach(this::follow);
        } catch (WakeupException e) {
            log.debug("stopped before all jobs were read");
        }
    }

    /** Follows the jobs until {@link #stop}. */
    public void follow() {
        while (!stopping) {
            try {
                for (CompactedTopic.Update<JobRecord> update : reader.poll(POLL)) {
                    follow(update.key(), update.value());
                }
            } catch (WakeupException e) {
                log.debug("asked to stop");
            }
        }
    }

    private void follow(String key, @Nullable JobRecord job) {
        if (job == null) {
            end(new JobId(key));
        } else {
            follow(job);
        }
    }

    private void follow(JobRecord job) {
        if (job.state().ended()) {
            end(job.id());
        } else if (!running.containsKey(job.id())) {
            start(job);
        }
    }

    private void start(JobRecord job) {
        try {
            running.put(job.id(), new RunningJob(config, job.id(), job.spec(), reason -> fail(job, reason)));
        } catch (StopException e) {
            fail(job, "instance " + config.name() + " cannot start it: " + e.getMessage());
        }
    }

    private void end(JobId job) {
        RunningJob ended = running.remove(job);
        if (ended != null) {
            ended.close();
        }
    }

    private void fail(JobRecord job, String reason) {
        writer.put(job.id().text(), job.failed(reason, Instant.now()));
    }

    /** How far this instance is with each job that it works on. Any thread. */
    public Map<JobId, Progress> progress() {
        Map<JobId, Progress> progress = new TreeMap<>();
        running.forEach((id, job) -> progress.put(id, job.progress()));
        return progress;
    }

    /** Ends {@link #follow}. Any thread. */
    public void stop() {
        stopping = true;
        reader.wakeup();
    }

    /** Closes every job, side by side, so that leaving takes as long as the slowest one. */
    @Override
    public void close() {
        running.values().parallelStream().forEach(RunningJob::close);
        running.clear();
        reader.close();
        writer.close();
    }
}
