package winnow.classifier.topology;

import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import winnow.classifier.pipeline.Pipeline;
import winnow.protocol.frame.Frame;
import winnow.protocol.job.Attempt;
import winnow.protocol.job.JobId;
import winnow.protocol.kafka.FrameCodec;
import winnow.protocol.kafka.Topics;

/**
 * The topology of one job. Stateless; one frame in, one frame out, in the same partition.
 *
 * <pre>
 *   winnow.rows.&lt;job&gt; ──> rows ──> classify ──> results ──> winnow.results.&lt;job&gt;
 * </pre>
 */
public final class JobTopology {
    private JobTopology() {}

    /**
     * The topology as a value that an instance runs and a test drives.
     *
     * @param pipelines asked for a pipeline of its own by each stream task
     * @param figures asked for one of its own by each stream task
     * @param classified told of each frame that was passed on
     */
    public static Topology of(
            JobId job,
            Attempt attempt,
            int partitions,
            Supplier<Pipeline> pipelines,
            Supplier<ChunkFigures> figures,
            ClassifiedFrames classified) {
        Serde<Frame> frames = FrameCodec.serde();
        Serde<byte[]> noKey = Serdes.ByteArray();
        return new Topology()
                .addSource("rows", noKey.deserializer(), frames.deserializer(), Topics.rows(job, attempt))
                .addProcessor(
                        "classify", () -> new ClassifyProcessor(pipelines, partitions, figures, classified), "rows")
                .addSink(
                        "results",
                        Topics.results(job, attempt),
                        noKey.serializer(),
                        frames.serializer(),
                        new SamePartition(),
                        "classify");
    }

    /** The topology of any job, in Kafka Streams' own words; {@code <job>} stands for its id. */
    public static String describe() {
        JobId anyJob = new JobId("00000000-000000-00000");
        Supplier<Pipeline> noPipeline = () -> {
            throw onlyDescribed();
        };
        Supplier<ChunkFigures> noFigures = () -> {
            throw onlyDescribed();
        };
        return of(anyJob, Attempt.FIRST, 1, noPipeline, noFigures, (rows, rejected) -> {})
                .describe()
                .toString()
                .replace(anyJob.text(), "<job>");
    }

    private static IllegalStateException onlyDescribed() {
        return new IllegalStateException("a topology that is only described is not run");
    }
}
