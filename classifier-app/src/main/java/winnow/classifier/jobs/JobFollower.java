package winnow.classifier.jobs;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.classifier.model.ModelFiles;
import winnow.metrics.ProgramMetrics;
import winnow.protocol.StopException;
import winnow.protocol.job.JobId;
import winnow.protocol.job.JobRecord;
import winnow.protocol.kafka.CompactedTopic;
import winnow.protocol.kafka.Topics;
import winnow.protocol.member.Progress;

/**
 * Follows {@code winnow.jobs} for one life of a cluster: starts what is at work, closes what is not. One thread, but for
 * {@link #progress} and {@link #stop}.
 */
public final class JobFollower implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(JobFollower.class);

    /** Only how long a poll may last: news end it at once. */
    private static final Duration POLL = Duration.ofSeconds(1);

    /** A chunk is classified, and what is done is committed. */
    private static final Duration CLOSES = Duration.ofSeconds(20);
    /** Where the cluster is another one, nothing can be committed. */
    private static final Duration GIVES_UP = Duration.ofSeconds(1);

    private final InstanceConfig config;
    private final Admin admin;
    private final ClusterLife life;
    private final CompactedTopic<JobRecord> topic;
    private final ModelFiles models;
    private final ProgramMetrics metrics;
    private final CompactedTopic.Reader<JobRecord> reader;
    private final Map<JobId, RunningJob> running = new ConcurrentHashMap<>();
    /** Closes jobs while others are started: one whose topics are gone takes its time. */
    private final ExecutorService closer = Executors.newCachedThreadPool();

    private volatile boolean stopping;

    /**
     * @param models of this instance, whatever the cluster's life
     * @param metrics likewise
     */
    public JobFollower(InstanceConfig config, ModelFiles models, ProgramMetrics metrics) {
        this.config = config;
        this.models = models;
        this.metrics = metrics;
        this.admin = Admin.create(config.settings().merge(Map.of(), Map.of()));
        this.life = new ClusterLife(admin);
        this.topic = new CompactedTopic<>(config.settings(), Topics.JOBS, JobRecord.class);
        this.reader = topic.reader();
    }

    /** Reads all jobs that there are and starts those that are at work. */
    public void catchUp() {
        try {
            reader.readToEnd().values().forEach(this::follow);
        } catch (WakeupException e) {
            log.debug("stopped before all jobs were read");
        }
    }

    /** Follows the jobs until {@link #stop}, or until the cluster is no longer the one that it was. */
    public void follow() {
        while (!stopping && !life.isOver()) {
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
        RunningJob current = running.get(job.id());
        if (current != null && !(job.state().atWork() && current.isOf(job))) {
            end(job.id());
        }
        if (job.state().atWork() && !running.containsKey(job.id())) {
            start(job);
        }
    }

    private void start(JobRecord job) {
        JobVerdicts verdicts = new JobVerdicts(topic, job);
        try {
            running.put(job.id(), new RunningJob(config, admin, models, metrics, job, verdicts));
        } catch (StopException e) {
            verdicts.failed("instance " + config.name() + " cannot start it: " + e.getMessage());
        }
    }

    private void end(JobId job) {
        RunningJob ended = running.remove(job);
        if (ended != null) {
            metrics.ended(job);
            closer.execute(() -> ended.close(CLOSES));
        }
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
        Duration patience = life.isOver() ? GIVES_UP : CLOSES;
        running.values().forEach(job -> closer.execute(() -> job.close(patience)));
        running.keySet().forEach(metrics::ended);
        running.clear();
        closer.shutdown();
        try {
            if (!closer.awaitTermination(patience.plusSeconds(1).toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("instance={} leaves jobs behind that do not close", config.name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        reader.close();
        admin.close(Duration.ofSeconds(1));
    }
}
