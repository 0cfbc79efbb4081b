package winnow.classifier.topology;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;
import winnow.protocol.job.JobRecord;
import winnow.protocol.kafka.ClientSettings;
import winnow.protocol.kafka.Topics;

/**
 * The settings of one job's Kafka Streams application. There is no {@code client.id}: by default it names the process as
 * its transactions do, by which those of dead processes are told from others.
 */
public final class StreamsSettings {
    /** With several sessions' worth of patience a busy machine is not taken for a dead one. */
    private static final int SESSION_TIMEOUT_MS = 6_000;
    /**
     * The most that a broker allows by default. A transaction is open while the chunks of a few partitions are classified,
     * and if that took longer they would be classified again and again. Those that the dead leave open do not wait for
     * it: the living end them.
     */
    private static final int TRANSACTION_TIMEOUT_MS = 15 * 60 * 1000;
    /** Sets how far the receiver lags behind; costs nothing measurable down to here. */
    private static final int COMMIT_INTERVAL_MS = 200;
    /** Chunks, not rows: Streams' default of 1000 would hold hundreds of megabytes. */
    private static final int BUFFERED_CHUNKS = 100;
    /**
     * A thread hears of those that come and go only when it polls, and it polls when all that it has polled is classified:
     * with a slow model a hundred chunks are minutes. Fewer than this cost processor time.
     */
    private static final int POLLED_CHUNKS = 16;
    /**
     * Or sooner, after one more chunk of each of its partitions: well within a session, in which it has to hear that the
     * group has settled. {@link PatientClients} says why this is no limit of the model.
     */
    private static final int LONGEST_WITHOUT_POLL_MS = 1_000;
    /** Above the size of a usual frame of results: below it each frame is a request of its own. */
    private static final int BATCH_BYTES = 512 << 10;

    private StreamsSettings() {}

    /**
     * The settings, checked against what the user wants of Kafka's clients.
     *
     * @param stateFolder a folder of this instance alone; nothing is kept in it, the topology has no state
     */
    public static Properties of(ClientSettings settings, JobRecord job, int threads, Path stateFolder) {
        int maxFrameBytes = job.spec().cut().maxFrameBytes();
        Properties properties = new Properties();
        properties.putAll(settings.merge(
                Map.ofEntries(
                        Map.entry(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, COMMIT_INTERVAL_MS),
                        Map.entry(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, BUFFERED_CHUNKS),
                        Map.entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLLED_CHUNKS),
                        // Streams pauses partitions whose buffer is full; a request that waits for the others, 500 ms
                        // by
                        // default, holds up those that are resumed
                        Map.entry(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50),
                        Map.entry(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MS),
                        Map.entry(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 500),
                        Map.entry(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, 2 * LONGEST_WITHOUT_POLL_MS),
                        Map.entry(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Math.max(1 << 20, maxFrameBytes)),
                        Map.entry(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MS),
                        Map.entry(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES),
                        Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, Math.max(32 << 20, 2 * maxFrameBytes)),
                        // on loopback and in one rack compressing costs more than it saves
                        Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none"),
                        Map.entry(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads)),
                Map.of(
                        StreamsConfig.APPLICATION_ID_CONFIG,
                        Topics.application(job.id(), job.attempt()),
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
