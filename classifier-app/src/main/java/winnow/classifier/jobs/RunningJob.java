package winnow.classifier.jobs;

import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.classifier.model.Classifier;
import winnow.classifier.model.Classifiers;
import winnow.classifier.model.ModelFiles;
import winnow.classifier.pipeline.Pipeline;
import winnow.classifier.topology.ChunkFigures;
import winnow.classifier.topology.JobTopology;
import winnow.classifier.topology.PatientClients;
import winnow.classifier.topology.StreamsSettings;
import winnow.metrics.JobMeter;
import winnow.metrics.ProgramMetrics;
import winnow.protocol.frame.CorruptFrameException;
import winnow.protocol.job.JobId;
import winnow.protocol.job.JobRecord;
import winnow.protocol.job.JobSpec;
import winnow.protocol.kafka.Topics;
import winnow.protocol.member.Progress;

/** This instance's part in one attempt of a job: one {@link KafkaStreams}, from start to close. */
final class RunningJob {
    private static final Logger log = LoggerFactory.getLogger(RunningJob.class);

    /** Streams' own retries come first; what still kills a thread so often in a row will not pass by itself. */
    private static final int DEATHS_IN_A_ROW = 5;

    private final JobRecord record;
    private final JobId job;
    private final JobVerdicts verdicts;
    private final Classifier classifier;
    private final KafkaStreams streams;
    private final AbandonedTransactions abandoned;
    private final LongAdder rows = new LongAdder();
    private final LongAdder rejected = new LongAdder();
    private final AtomicInteger deaths = new AtomicInteger();
    private final JobMeter meter;
    private final ProgramMetrics.Bound kafkaMeters;

    /**
     * Starts the job's threads and returns at once.
     *
     * @param admin closed by whoever opened it, after this
     * @param metrics of this instance
     * @param verdicts told at most once, by a stream thread, why the job cannot go on
     * @throws winnow.protocol.StopException if this instance cannot have the job's classifier
     */
    RunningJob(
            InstanceConfig config,
            Admin admin,
            ModelFiles models,
            ProgramMetrics metrics,
            JobRecord record,
            JobVerdicts verdicts) {
        this.record = record;
        this.job = record.id();
        this.verdicts = verdicts;
        JobSpec spec = record.spec();
        this.classifier = Classifiers.open(spec.model(), spec.format(), models);
        Pipeline.requireColumns(spec.format(), classifier);
        this.meter = metrics.job(job);
        Topology topology = JobTopology.of(
                job,
                record.attempt(),
                spec.partitions(),
                () -> new Pipeline(spec.format(), classifier, spec.timeLimit()),
                () -> new ChunkFigures(
                        meter, classifier.outputs(), spec.format().delimiter()),
                this::classified);
        Properties properties = StreamsSettings.of(config.settings(), record, config.threads(), config.stateFolder());
        this.streams = new KafkaStreams(topology, properties, new PatientClients());
        this.abandoned = new AbandonedTransactions(admin, Topics.application(job, record.attempt()));
        streams.setStateListener(this::changed);
        streams.setUncaughtExceptionHandler(this::onDeath);
        streams.start();
        StreamsFigures figures = new StreamsFigures(streams, Topics.rows(job, record.attempt()));
        meter.threads(figures::threads);
        meter.lagChunks(figures::lag);
        this.kafkaMeters =
                metrics.bind(job, (tags, scheduler, every) -> new KafkaStreamsMetrics(streams, tags, scheduler, every));
        log.info("job={} attempt={} instance={} started", job, record.attempt().number(), config.name());
    }

    /** Whether this works on the same attempt. */
    boolean isOf(JobRecord other) {
        return record.sameAttempt(other);
    }

    Progress progress() {
        return Progress.of(rows.sum(), rejected.sum());
    }

    private void changed(KafkaStreams.State now, KafkaStreams.State before) {
        abandoned.rebalancing(now == KafkaStreams.State.REBALANCING);
        if (now == KafkaStreams.State.REBALANCING && before == KafkaStreams.State.RUNNING) {
            meter.rebalanced();
        }
    }

    private void classified(int frameRows, int frameRejected) {
        rows.add(frameRows);
        rejected.add(frameRejected);
        deaths.set(0);
    }

    private StreamThreadExceptionResponse onDeath(Throwable death) {
        for (Throwable cause = death; cause != null; cause = cause.getCause()) {
            if (cause instanceof CorruptFrameException || cause instanceof MissingSourceTopicException) {
                return giveUp(verdicts::broken, String.valueOf(cause.getMessage()));
            }
        }
        int inARow = deaths.incrementAndGet();
        log.warn("job={} a stream thread died, {} in a row without a chunk classified", job, inARow, death);
        if (inARow >= DEATHS_IN_A_ROW) {
            return giveUp(verdicts::stopped, "stream threads die again and again: " + death);
        }
        meter.threadRestarted();
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private StreamThreadExceptionResponse giveUp(Consumer<String> verdict, String sentence) {
        log.error("job={} cannot go on: {}", job, sentence);
        verdict.accept(sentence);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    /**
     * Leaves the group, so that others take over at once, then lets go of the classifier.
     *
     * @param patience for what is being classified; threads that take longer end by themselves
     */
    void close(Duration patience) {
        kafkaMeters.close();
        abandoned.close();
        boolean closed =
                streams.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                        .withTimeout(patience));
        if (closed) {
            classifier.close();
        } else {
            log.warn("job={} did not close within {} s", job, patience.toSeconds());
        }
        log.info("job={} closed after {} rows", job, rows.sum());
    }
}
