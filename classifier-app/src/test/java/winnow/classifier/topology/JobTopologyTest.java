package winnow.classifier.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import winnow.classifier.model.Classifier;
import winnow.classifier.model.Classifiers;
import winnow.classifier.pipeline.Pipeline;
import winnow.metrics.JobMeter;
import winnow.protocol.frame.CorruptFrameException;
import winnow.protocol.frame.Frame;
import winnow.protocol.frame.Manifest;
import winnow.protocol.frame.ResultsFrame;
import winnow.protocol.frame.RowsFrame;
import winnow.protocol.job.Attempt;
import winnow.protocol.job.CsvFormat;
import winnow.protocol.job.JobId;
import winnow.protocol.job.JobSpec;
import winnow.protocol.job.ModelSpec;
import winnow.protocol.kafka.FrameCodec;
import winnow.protocol.kafka.Topics;

class JobTopologyTest {
    private static final JobId JOB = new JobId("20261123-092410-123k7");
    private static final CsvFormat FORMAT = new CsvFormat(',', true, List.of("ID"));

    private final Classifier classifier = Classifiers.open(ModelSpec.of("blackbox", Map.of()), FORMAT);
    private final AtomicInteger counted = new AtomicInteger();
    // the driver has one partition only
    private final Topology topology = JobTopology.of(
            JOB,
            Attempt.FIRST,
            1,
            () -> new Pipeline(FORMAT, classifier, JobSpec.DEFAULT_TIME_LIMIT),
            () -> new ChunkFigures(new JobMeter(), classifier.outputs(), ','),
            (rows, rejected) -> counted.addAndGet(rows));
    private final TopologyTestDriver driver = new TopologyTestDriver(topology, new Properties());
    private final TestInputTopic<byte[], Frame> rows = driver.createInputTopic(
            Topics.rows(JOB, Attempt.FIRST), new ByteArraySerializer(), FrameCodec.serializer());
    private final TestOutputTopic<byte[], Frame> results = driver.createOutputTopic(
            Topics.results(JOB, Attempt.FIRST), new ByteArrayDeserializer(), FrameCodec.deserializer());

    @AfterEach
    void close() {
        driver.close();
    }

    private static RowsFrame chunk(long number, String text) {
        return RowsFrame.seal(
                number, 0, 1, 2, 3, (int) text.lines().count(), 0, text.getBytes(StandardCharsets.UTF_8), new byte[0]);
    }

    @Test
    void topology_givesOneFrameForOneFrameAndPassesTheManifest() {
        Manifest manifest = Manifest.seal(2, 0, 3, 0, 11, "ab".repeat(32));
        rows.pipeInput(new TestRecord<>(null, chunk(0, "x\ny\n")));
        rows.pipeInput(new TestRecord<>(null, chunk(1, "x\n")));
        rows.pipeInput(new TestRecord<>(null, manifest));

        List<Frame> out = results.readValuesToList();
        out.forEach(Frame::check);
        assertThat(out).hasSize(3);
        assertThat(out).extracting(Frame::number).containsExactly(0L, 1L, 2L);
        assertThat(((ResultsFrame) out.get(1)).results()).asString().isEqualTo("x,0.984647211\n");
        assertThat(out.get(2)).isEqualTo(manifest);
        assertThat(counted).hasValue(3);
    }

    @Test
    void topology_writesNoHeaderOfTheWayInOnTheWayOut() {
        rows.pipeInput(new TestRecord<>(null, chunk(0, "x\n")));
        assertThat(results.readRecord().headers().toArray())
                .extracting(org.apache.kafka.common.header.Header::key)
                .containsExactlyInAnyOrder("frame", "chunk", "crc32c", "parent", "source", "rows", "rejected");
    }

    @Test
    void topology_stopsAtAFrameThatIsNotAsItWasSent() {
        RowsFrame sent = chunk(0, "x\n");
        RowsFrame changed =
                new RowsFrame(0, 0, 1, 2, 3, 1, 0, "y\n".getBytes(StandardCharsets.UTF_8), new byte[0], sent.crc32c());

        assertThatThrownBy(() -> rows.pipeInput(new TestRecord<>(null, changed)))
                .isInstanceOf(StreamsException.class)
                .hasRootCauseInstanceOf(CorruptFrameException.class)
                .hasStackTraceContaining("chunk 0 has CRC32C")
                .hasStackTraceContaining("partition 0, offset 0");
    }

    @Test
    void topology_isStatelessAndNamed() {
        assertThat(topology.describe().globalStores()).isEmpty();
        assertThat(topology.describe().toString())
                .contains("Source: rows (topics: [winnow.rows." + JOB + "])")
                .contains("Processor: classify (stores: [])")
                .contains("Sink: results (topic: winnow.results." + JOB + ")");
    }

    @Test
    void describe_namesTheTopicsOfAnyJob() {
        assertThat(JobTopology.describe()).contains("winnow.rows.<job>").contains("winnow.results.<job>");
    }

    @Test
    void samePartition_followsTheChunksNumber() {
        assertThat(new SamePartition().partitions("t", null, chunk(29, "x\n"), 12))
                .hasValueSatisfying(partitions -> assertThat(partitions).containsExactly(5));
    }
}
