package winnow.sender.send;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import winnow.protocol.job.CutRule;
import winnow.protocol.kafka.ClientSettings;

/** What the sender's producer is set to, and why. Pure. */
final class ProducerSettings {
    private static final int MIN_BATCH_BYTES = 512 << 10;
    private static final int MIN_BUFFER_BYTES = 32 << 20;
    /** Headers and the record's own fields, beside the chunk's bytes. */
    private static final int RECORD_OVERHEAD_BYTES = 4 << 10;

    private static final int MAX_BLOCK_MS = 10 * 60 * 1000;

    private ProducerSettings() {}

    static Map<String, Object> of(ClientSettings settings, CutRule cut) {
        return settings.merge(defaults(cut), required(cut));
    }

    private static Map<String, Object> required(CutRule cut) {
        return Map.of(
                // a retry must neither double a frame nor let a later one overtake it
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                // a frame that only the leader had is lost with it
                ProducerConfig.ACKS_CONFIG,
                "all",
                // the topic takes frames up to this size; one that the producer refused would be a gap for ever
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                cut.maxFrameBytes());
    }

    private static Map<String, Object> defaults(CutRule cut) {
        // above the size of a record, else each is sent by itself (185 MB/s instead of 470); below the topic's limit,
        // which the broker holds against whole batches
        int batchBytes = Math.min(cut.maxFrameBytes(), Math.max(MIN_BATCH_BYTES, cut.bytes() + RECORD_OVERHEAD_BYTES));
        return Map.of(
                ProducerConfig.BATCH_SIZE_CONFIG,
                batchBytes,
                // bounds the sender's memory; one frame must fit beside the one that is on its way
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                Math.max(MIN_BUFFER_BYTES, 2L * cut.maxFrameBytes()),
                // two minutes would end the sender while a broker is away
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                Integer.MAX_VALUE,
                // with its buffer full the sender waits for a broker this long; also what a missing topic costs
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                MAX_BLOCK_MS,
                // zstd-3 packs 61 MB/s, a local network takes more
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "none");
    }
}
