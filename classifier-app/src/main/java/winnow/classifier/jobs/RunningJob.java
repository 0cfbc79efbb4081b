package winnow.classifier.jobs;

import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.classifier.model.Classifier;
import winnow.classifier.model.Classifiers;
import winnow.classifier.pipeline.Pipeline;
import winnow.classifier.topology.JobTopology;
import winnow.classifier.topology.StreamsSettings;
import winnow.protocol.frame.CorruptFrameException;
import winnow.protocol.job.JobId;
import winnow.protocol.job.JobSpec;
import winnow.protocol.member.Progress;

/** This instance's part in one job: one {@link KafkaStreams}, from start to close. */
final class RunningJob implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RunningJob.class);

    /** Streams' own retries come first; what still kills a thread so often in a row will not pass by itself. */
    private static final int DEATHS_IN_A_ROW = 5;

    private static final Duration CLOSE = Duration.ofSeconds(20);

    private final JobId job;
    private final Classifier classifier;
    private final KafkaStreams streams;
    private final Consumer<String> fail;
    private final LongAdder rows = new LongAdder();
    private final LongAdder rejected = new LongAdder();
    private final AtomicInteger deaths = new AtomicInteger();

    /**
     * Starts the job's threads and returns at once.
     *
     * @param fail called at most once, by a stream thread, with the sentence that says why the job cannot go on
     * @throws winnow.protocol.StopException if this instance cannot have the job's classifier
     */
    RunningJob(InstanceConfig config, JobId job, JobSpec spec, Consumer<String> fail) {
        this.job = job;
        this.fail = fail;
        this.classifier = Classifiers.open(spec.model(), spec.format());
        Pipeline.requireColumns(spec.format(), classifier);
        Topology topology =
                JobTopology.of(job, spec.partitions(), () -> new Pipeline(spec.format(), classifier), this::classified);
        Properties properties =
                StreamsSettings.of(config.settings(), job, spec, config.name(), config.threads(), config.stateFolder());
        this.streams = new KafkaStreams(topology, properties);
        streams.setUncaughtExceptionHandler(this::onDeath);
        streams.start();
        log.info("job={} instance={} started", job, config.name());
    }

    Progress progress() {
        return new Progress(rows.sum(), rejected.sum(), 0);
    }

    private void classified(int frameRows, int frameRejected) {
        rows.add(frameRows);
        rejected.add(frameRejected);
        deaths.set(0);
    }

    private StreamThreadExceptionResponse onDeath(Throwable death) {
        for (Throwable cause = death; cause != null; cause = cause.getCause()) {
            if (cause instanceof CorruptFrameException) {
                return giveUp(String.valueOf(cause.getMessage()));
            }
        }
        int inARow = deaths.incrementAndGet();
        log.warn("job={} a stream thread died, {} in a row without a chunk classified", job, inARow, death);
        return inARow < DEATHS_IN_A_ROW
                ? StreamThreadExceptionResponse.REPLACE_THREAD
                : giveUp("stream threads die again and again: " + death);
    }

    private StreamThreadExceptionResponse giveUp(String sentence) {
        log.error("job={} cannot go on: {}", job, sentence);
        fail.accept(sentence);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    /** Leaves the group, so that others take over at once, then lets go of the classifier. */
    @Override
    public void close() {
        boolean closed =
                streams.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                        .withTimeout(CLOSE));
        if (closed) {
            classifier.close();
        } else {
            log.warn("job={} did not close within {} s", job, CLOSE.toSeconds());
        }
        log.info("job={} closed after {} rows", job, rows.sum());
    }
}
