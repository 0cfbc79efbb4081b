package winnow.classifier.topology;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import winnow.classifier.pipeline.Pipeline;
import winnow.protocol.frame.CorruptFrameException;
import winnow.protocol.frame.Frame;
import winnow.protocol.frame.Manifest;
import winnow.protocol.frame.Placement;
import winnow.protocol.frame.ResultsFrame;
import winnow.protocol.frame.RowsFrame;

/** One frame in, one frame out (rule 2). A frame that is not as it was sent stops the job. One stream thread. */
final class ClassifyProcessor implements Processor<byte[], Frame, byte[], Frame> {
    private static final Duration SLOW = Duration.ofSeconds(1);

    private final Supplier<Pipeline> pipelines;
    private final int partitions;
    private final Supplier<ChunkFigures> figures;
    private final ClassifiedFrames classified;
    private @Nullable Task task;

    /** What a processor has once its stream task runs. */
    private record Task(ProcessorContext<byte[], Frame> context, Pipeline pipeline, ChunkFigures figures) {}

    ClassifyProcessor(
            Supplier<Pipeline> pipelines, int partitions, Supplier<ChunkFigures> figures, ClassifiedFrames classified) {
        this.pipelines = pipelines;
        this.partitions = partitions;
        this.figures = figures;
        this.classified = classified;
    }

    @Override
    public void init(ProcessorContext<byte[], Frame> context) {
        task = new Task(context, pipelines.get(), figures.get());
    }

    @Override
    public void process(Record<byte[], Frame> record) {
        Task running = Objects.requireNonNull(task, "init comes first");
        try {
            long started = System.nanoTime();
            running.context().forward(record.withValue(classify(record, running)));
            if (System.nanoTime() - started >= SLOW.toNanos()) {
                running.context().commit(); // else a transaction could be open for the time of many slow chunks
            }
        } catch (CorruptFrameException e) {
            throw new CorruptFrameException(e.getMessage() + " (" + place(running.context()) + ")", e);
        }
    }

    private Frame classify(Record<byte[], Frame> record, Task running) {
        long queuedMillis = System.currentTimeMillis() - record.timestamp();
        Frame frame = record.value();
        frame.check();
        int expected = Placement.partition(frame.number(), partitions);
        running.context().recordMetadata().map(RecordMetadata::partition).ifPresent(partition -> {
            if (partition != expected) {
                throw new CorruptFrameException(
                        "chunk " + frame.number() + " belongs in partition " + expected + " (rule 1)");
            }
        });
        if (frame instanceof RowsFrame rows) {
            ResultsFrame results = running.pipeline().classify(rows, running.figures());
            running.figures().done(rows, results, queuedMillis);
            classified.classified(results.rows(), results.rejected());
            return results;
        }
        if (frame instanceof Manifest manifest) {
            return manifest;
        }
        throw new CorruptFrameException("chunk " + frame.number() + " is a frame of results in the rows topic");
    }

    private static String place(ProcessorContext<byte[], Frame> context) {
        return context.recordMetadata()
                .map(at -> "topic " + at.topic() + ", partition " + at.partition() + ", offset " + at.offset())
                .orElse("place unknown");
    }
}
