package winnow.classifier.topology;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import winnow.protocol.job.JobId;
import winnow.protocol.job.JobSpec;
import winnow.protocol.kafka.ClientSettings;
import winnow.protocol.kafka.Topics;

/** The settings of one job's Kafka Streams application. */
public final class StreamsSettings {
    /** With several sessions' worth of patience a busy machine is not taken for a dead one. */
    private static final int SESSION_TIMEOUT_MS = 6_000;
    /** What a dead instance had not committed holds back every reader for so long. Well above the commit interval. */
    private static final int TRANSACTION_TIMEOUT_MS = 10_000;
    /** Sets how far the receiver lags behind; costs nothing measurable down to here. */
    private static final int COMMIT_INTERVAL_MS = 200;
    /** Chunks, not rows: Streams' default of 1000 would hold hundreds of megabytes. */
    private static final int BUFFERED_CHUNKS = 100;
    /** Above the size of a usual frame of results: below it each frame is a request of its own. */
    private static final int BATCH_BYTES = 512 << 10;

    private StreamsSettings() {}

    /**
     * The settings, checked against what the user wants of Kafka's clients.
     *
     * @param instance the instance's name; clients and threads are named after it
     * @param stateFolder a folder of this instance alone; nothing is kept in it, the topology has no state
     */
    public static Properties of(
            ClientSettings settings, JobId job, JobSpec spec, String instance, int threads, Path stateFolder) {
        int maxFrameBytes = spec.cut().maxFrameBytes();
        Properties properties = new Properties();
        properties.putAll(settings.merge(
                Map.ofEntries(
                        Map.entry(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL_MS),
                        Map.entry(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, BUFFERED_CHUNKS),
                        Map.entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BUFFERED_CHUNKS),
                        // Streams pauses partitions whose buffer is full; a request that waits for the others, 500 ms
                        // by
                        // default, holds up those that are resumed
                        Map.entry(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50),
                        Map.entry(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MS),
                        Map.entry(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 500),
                        Map.entry(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Math.max(1 << 20, maxFrameBytes)),
                        Map.entry(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MS),
                        Map.entry(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES),
                        Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, Math.max(32 << 20, 2 * maxFrameBytes)),
                        // on loopback and in one rack compressing costs more than it saves
                        Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none"),
                        // nobody asks the broker for its clients' figures; it spares a request at every start
                        Map.entry(StreamsConfig.ENABLE_METRICS_PUSH_CONFIG, false),
                        Map.entry(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads)),
                Map.of(
                        StreamsConfig.APPLICATION_ID_CONFIG,
                        Topics.application(job),
                        StreamsConfig.CLIENT_ID_CONFIG,
                        instance + "-" + job,
                        StreamsConfig.STATE_DIR_CONFIG,
                        stateFolder.toString(),
                        // the second belt: with it the results topic has each frame once, in each partition in order
                        StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
                        StreamsConfig.EXACTLY_ONCE_V2,
                        // one frame that does not fit would stop its partition for good
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                        maxFrameBytes)));
        return properties;
    }
}
