package winnow.receiver;

import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.AppInfoParser;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.metrics.ProgramMetrics;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;
import winnow.protocol.frame.Frame;
import winnow.protocol.frame.Manifest;
import winnow.protocol.job.Attempt;
import winnow.protocol.job.CutRule;
import winnow.protocol.job.JobId;
import winnow.protocol.job.JobRecord;
import winnow.protocol.job.JobState;
import winnow.protocol.kafka.Announcer;
import winnow.protocol.kafka.ClientSettings;
import winnow.protocol.kafka.CompactedTopic;
import winnow.protocol.kafka.FrameCodec;
import winnow.protocol.kafka.JobWatch;
import winnow.protocol.kafka.TopicAdmin;
import winnow.protocol.kafka.Topics;
import winnow.protocol.member.Progress;
import winnow.protocol.member.Role;
import winnow.receiver.log.Digests;
import winnow.receiver.log.DiskFullException;
import winnow.receiver.log.ResultsFiles;
import winnow.receiver.log.ResultsLog;
import winnow.receiver.order.LostFrameException;
import winnow.receiver.output.JobReport;
import winnow.receiver.output.Versions;

/**
 * The receiver of one job: recovers what is there, follows the results topic to the manifest, completes the files, ends
 * the job and clears up after it. Killed at any instruction and started again with the same arguments, it goes on.
 */
public final class Receiver {
    private static final Logger logger = LoggerFactory.getLogger(Receiver.class);

    /** Instances leave an ended job within a second; one that was killed leaves when its session has timed out. */
    private static final Duration LONGEST_LEAVING = Duration.ofSeconds(10);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    /** While a disk is full. */
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final ClientSettings settings;
    private final JobId job;
    private final Path folder;
    private final ProgramMetrics metrics;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable ResultsTopic following;

    /** The name under which a job's receiver announces itself. */
    public static String name(JobId job) {
        return OnlyReceiver.name(job);
    }

    /**
     * @param folder where the results go; made if it is not there
     * @param metrics closed by whoever started them, after this has ended
     */
    public Receiver(ClientSettings settings, JobId job, Path folder, ProgramMetrics metrics) {
        this.settings = settings;
        this.job = job;
        this.folder = folder;
        this.metrics = metrics;
    }

    /** @throws StopException with USAGE if the user's settings would make results inexact */
    public static void requireSettings(ClientSettings settings, JobId job, CutRule cut) {
        ReceiverSettings.consumer(settings, job, Attempt.FIRST, cut);
    }

    /**
     * Runs until the job has ended.
     *
     * @return the report of a job that is complete
     * @throws StopException for every other end
     */
    public JobReport run() {
        try (JobWatch watch = new JobWatch(settings, job, System::nanoTime)) {
            JobRecord record = watch.read();
            try (FolderLock lock = FolderLock.take(folder, job)) {
                Optional<JobReport> earlier = JobReport.read(folder);
                if (earlier.isPresent() || record.state() == JobState.DONE) {
                    requireOnlyTheEndIsMissing(record, earlier);
                } else {
                    requireAtWork(record);
                    OnlyReceiver.require(settings, job);
                }
                JobReport report = earlier.orElseGet(() -> receive(record, watch, lock));
                publish(record.done(report.jobTotals(), report.timings().ended()));
                cleanUp(record);
                return report;
            }
        }
    }

    private void requireAtWork(JobRecord record) {
        if (record.state().ended()) {
            throw ExitCode.FAILED.because(
                    "job " + job + " has ended (" + record.state() + "): " + record.reason() + "; start a new one");
        }
        if (!record.state().atWork()) {
            throw ExitCode.FAILED.because("job " + job + " is stopped (" + record.reason() + "): 'winnow resume " + job
                    + "' goes on with it");
        }
    }

    /** Ends {@link #run}, in good order and soon. Any thread. */
    public void stop() {
        stopping.countDown();
        wakeUpIfStopping();
    }

    private void wakeUpIfStopping() {
        ResultsTopic topic = following;
        if (topic != null && stopping.getCount() == 0) {
            topic.wakeup();
        }
    }

    /** After a crash between the report and the end of the job only the job has to be ended. */
    private void requireOnlyTheEndIsMissing(JobRecord record, Optional<JobReport> earlier) {
        if (earlier.isEmpty()) {
            throw ExitCode.USAGE.because("job " + job + " is done, and its results are not in " + folder
                    + ": look where its receiver ran, or run the job again");
        }
        JobReport report = earlier.get();
        if (record.state() == JobState.DONE || !report.job().equals(job)) {
            throw ExitCode.USAGE.because("the results of job " + report.job() + " are in " + folder
                    + " already and are never written over: choose another folder");
        }
    }

    private JobReport receive(JobRecord record, JobWatch watch, FolderLock lock) {
        // An alarm of files that are not whole does not stop the job: frames are still in Kafka for another try.
        try (ResultsLog log = open(lock)) {
            logger.info("job={} chunk={} goes on in {}", job, log.appended().next(), folder);
            try {
                return receive(record, watch, log);
            } catch (LostFrameException e) {
                String reason = e.getMessage() + "; the " + log.safe().rows() + " rows before chunk "
                        + log.safe().next() + " are safe";
                publishUnlessOver(record.broken(reason), record, watch);
                throw ExitCode.FAILED.because(
                        reason + ": 'winnow resume " + job + "' goes on from there by new topics", e);
            } catch (StopException e) {
                if (e.exitCode() == ExitCode.TOO_MANY_REJECTS) {
                    fail(record, watch, e.getMessage());
                } else if (e.exitCode() == ExitCode.FAILED) {
                    publishUnlessOver(record.stopped(e.getMessage()), record, watch);
                }
                throw e;
            } catch (RuntimeException e) {
                publishUnlessOver(record.stopped("the receiver failed: " + e), record, watch);
                throw e;
            }
        }
    }

    private ResultsLog open(FolderLock lock) {
        ResultsFiles files = ResultsFiles.in(folder);
        ResultsLog log = lock.isClaimed() ? ResultsLog.recover(files) : ResultsLog.create(files);
        lock.claim();
        return log;
    }

    @SuppressWarnings("try") // the announcer works by being there, and so do the meters
    private JobReport receive(JobRecord record, JobWatch watch, ResultsLog log) {
        KafkaConsumer<byte[], Frame> consumer = consumer(record);
        try (ResultsTopic topic = new ResultsTopic(
                        consumer,
                        Topics.results(job, record.attempt()),
                        record.spec().partitions());
                ProgramMetrics.Bound bound = metrics.bind(
                        job, (tags, scheduler, every) -> new KafkaClientMetrics(consumer, tags, scheduler, every));
                TopicSearch search = new TopicSearch(settings, record);
                RecordDeletion deletion = new RecordDeletion(settings, record, System::nanoTime)) {
            following = topic;
            wakeUpIfStopping();
            JobStanding standing = new JobStanding(record, watch);
            Reception reception = new Reception(
                    topic, record.spec(), log, standing, search, deletion, System::nanoTime, metrics.job(job));
            metrics.job(job).diskFreeBytes(() -> folder.toFile().getUsableSpace());
            Supplier<Map<JobId, Progress>> progress = () -> Map.of(job, reception.progress());
            try (Announcer announcer = new Announcer(settings, name(job), Role.RECEIVER, metrics.address(), progress)) {
                metrics.ready(progress);
                Manifest manifest = reception.run();
                Digests digests = log.complete();
                JobReport report = JobReport.done(
                        record,
                        manifest,
                        log.appended(),
                        digests,
                        reception.tally(ResultsFiles.in(folder).log()),
                        reception.duplicates().count(),
                        reception.duplicates().conflicts(),
                        Instant.now(),
                        Versions.with(AppInfoParser.getVersion()));
                write(report, standing);
                return report;
            }
        } finally {
            following = null;
        }
    }

    /** Everything else is in place by now, and stays so while there is no room for the report. */
    private void write(JobReport report, Standing standing) {
        while (true) {
            try {
                report.write(folder);
                return;
            } catch (DiskFullException e) {
                standing.diskFull(e.getMessage() + ": free some, and the job is complete");
                if (standing.pause()) {
                    throw ExitCode.INTERRUPTED.because("interrupted: " + e.getMessage()
                            + "; the results are there, and the same command completes the job");
                }
                standing.roomAgain();
            }
        }
    }

    private KafkaConsumer<byte[], Frame> consumer(JobRecord record) {
        return new KafkaConsumer<>(
                ReceiverSettings.consumer(
                        settings, job, record.attempt(), record.spec().cut()),
                new ByteArrayDeserializer(),
                FrameCodec.deserializer());
    }

    /** What the loop's states are to everybody else. */
    private final class JobStanding implements Standing {
        private final JobRecord record;
        private final JobWatch watch;

        JobStanding(JobRecord record, JobWatch watch) {
            this.record = record;
            this.watch = watch;
        }

        @Override
        public void ensureAtWork() {
            watch.ensureAtWork(record);
        }

        @Override
        public void diskFull(String sentence) {
            logger.warn("job={} DISK_FULL {}", job, sentence);
            publishUnlessOver(record.diskFull(sentence), record, watch);
        }

        @Override
        public void roomAgain() {
            logger.info("job={} there is room again", job);
            publishUnlessOver(record.active(record.attempt()), record, watch);
        }

        @Override
        public boolean pause() {
            return Receiver.this.pause(PAUSE);
        }
    }

    /** @return whether the program is to end */
    private boolean pause(Duration duration) {
        try {
            return stopping.await(duration.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Ends a job that cannot be completed, so that the instances leave it. Does what it can. */
    private void fail(JobRecord record, JobWatch watch, String reason) {
        publishUnlessOver(record.failed(reason, Instant.now()), record, watch);
        try {
            cleanUp(record);
        } catch (StopException e) {
            logger.warn("job={} topics not deleted: {}", job, e.getMessage());
        }
    }

    /** Whoever has ended or stopped the job has the last word. Does what it can: files are in order in any case. */
    private void publishUnlessOver(JobRecord now, JobRecord mine, JobWatch watch) {
        try {
            if (!watch.isOver(mine)) {
                publish(now);
            }
        } catch (StopException e) {
            logger.warn("job={} state={} not published: {}", job, now.state(), e.getMessage());
        }
    }

    private void publish(JobRecord now) {
        try (CompactedTopic.Writer<JobRecord> jobs =
                new CompactedTopic<>(settings, Topics.JOBS, JobRecord.class).writer()) {
            jobs.put(job.text(), now);
        }
    }

    /** Deletes the topics of the ended job, when the instances have left them. Nothing depends on it. */
    private void cleanUp(JobRecord record) {
        try (TopicAdmin admin = new TopicAdmin(settings)) {
            admin.clearAway(record, LONGEST_LEAVING, () -> pause(LOOK_AGAIN));
        } catch (RuntimeException e) {
            logger.warn("job={} topics not deleted: {}", job, e.getMessage());
        }
    }
}
