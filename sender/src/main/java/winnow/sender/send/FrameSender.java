package winnow.sender.send;

import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.VoidSerializer;
import org.jspecify.annotations.Nullable;
import winnow.metrics.JobMeter;
import winnow.metrics.ProgramMetrics;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;
import winnow.protocol.frame.Frame;
import winnow.protocol.frame.Placement;
import winnow.protocol.frame.RowsFrame;
import winnow.protocol.job.CutRule;
import winnow.protocol.job.JobId;
import winnow.protocol.job.JobRecord;
import winnow.protocol.kafka.ClientSettings;
import winnow.protocol.kafka.FrameCodec;
import winnow.protocol.kafka.Topics;

/**
 * Sends frames to the job's rows topic, in order within each partition (rule 1). The first frame that Kafka does not take
 * ends it: no frame is sent after a gap was seen. One thread.
 */
public final class FrameSender implements AutoCloseable {
    private final Producer<Void, Frame> producer;
    private final JobId job;
    private final String topic;
    private final int partitions;
    private final JobMeter meter;
    private final AtomicLong inFlight = new AtomicLong();

    /** The first one; written by the producer's thread. */
    private volatile @Nullable StopException failure;

    public FrameSender(Producer<Void, Frame> producer, JobId job, String topic, int partitions, JobMeter meter) {
        this.producer = producer;
        this.job = job;
        this.topic = topic;
        this.partitions = partitions;
        this.meter = meter;
        meter.lagChunks(inFlight::get);
    }

    /** @throws winnow.protocol.StopException with USAGE if the user's settings would make results inexact */
    public static void requireSettings(ClientSettings settings, CutRule cut) {
        ProducerSettings.of(settings, cut);
    }

    public static FrameSender open(ClientSettings settings, JobRecord job, ProgramMetrics metrics) {
        Producer<Void, Frame> producer = new KafkaProducer<>(
                ProducerSettings.of(settings, job.spec().cut()), new VoidSerializer(), FrameCodec.serializer());
        metrics.bind(job.id(), (tags, scheduler, every) -> new KafkaClientMetrics(producer, tags, scheduler, every));
        return new FrameSender(
                producer,
                job.id(),
                Topics.rows(job.id(), job.attempt()),
                job.spec().partitions(),
                metrics.job(job.id()));
    }

    /** Takes the frame over and returns; waits while the producer's buffer is full. */
    @SuppressWarnings("FutureReturnValueIgnored") // the callback sees the failure
    public void send(Frame frame) {
        throwFailure();
        long number = frame.number();
        int partition = Placement.partition(number, partitions);
        inFlight.incrementAndGet();
        int rows = frame instanceof RowsFrame sent ? sent.rows() : 0;
        long bytes = frame instanceof RowsFrame sent ? (long) sent.bytes().length + sent.rejects().length : 0;
        try {
            producer.send(new ProducerRecord<>(topic, partition, null, frame), (metadata, error) -> {
                inFlight.decrementAndGet();
                if (error == null) {
                    meter.wrote(rows, bytes);
                } else if (failure == null) {
                    failure = notSent(number, partition, error);
                }
            });
        } catch (InterruptException e) {
            throw interrupted(e);
        } catch (KafkaException e) {
            throw notSent(number, partition, e);
        }
        throwFailure();
    }

    /** Returns when every frame is safe. */
    public void flush() {
        try {
            producer.flush();
        } catch (InterruptException e) {
            throw interrupted(e);
        }
        throwFailure();
    }

    private void throwFailure() {
        StopException first = failure;
        if (first != null) {
            throw first;
        }
    }

    private StopException notSent(long number, int partition, Exception error) {
        return ExitCode.FAILED.because(
                "cannot send chunk " + number + " of job " + job + " (topic " + topic + ", partition " + partition
                        + "): " + error.getMessage(),
                error);
    }

    private StopException interrupted(InterruptException e) {
        return ExitCode.INTERRUPTED.because("interrupted while sending job " + job, e);
    }

    /** Drops what was not flushed: whoever stops early must not wait for a broker that is away. */
    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
