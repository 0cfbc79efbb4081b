package winnow.classifier.topology;

import java.util.Objects;
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
    private final Pipeline pipeline;
    private final int partitions;
    private final ClassifiedFrames classified;
    private @Nullable ProcessorContext<byte[], Frame> context;

    ClassifyProcessor(Pipeline pipeline, int partitions, ClassifiedFrames classified) {
        this.pipeline = pipeline;
        this.partitions = partitions;
        this.classified = classified;
    }

    @Override
    public void init(ProcessorContext<byte[], Frame> processorContext) {
        context = processorContext;
    }

    @Override
    public void process(Record<byte[], Frame> record) {
        ProcessorContext<byte[], Frame> to = Objects.requireNonNull(context, "init comes first");
        try {
            to.forward(record.withValue(classify(record.value(), to)));
        } catch (CorruptFrameException e) {
            throw new CorruptFrameException(e.getMessage() + " (" + place(to) + ")", e);
        }
    }

    private Frame classify(Frame frame, ProcessorContext<byte[], Frame> from) {
        frame.check();
        int expected = Placement.partition(frame.number(), partitions);
        from.recordMetadata().map(RecordMetadata::partition).ifPresent(partition -> {
            if (partition != expected) {
                throw new CorruptFrameException(
                        "chunk " + frame.number() + " belongs in partition " + expected + " (rule 1)");
            }
        });
        if (frame instanceof RowsFrame rows) {
            ResultsFrame results = pipeline.classify(rows);
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
