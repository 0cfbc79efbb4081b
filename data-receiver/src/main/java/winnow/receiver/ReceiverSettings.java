package winnow.receiver;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import winnow.protocol.job.Attempt;
import winnow.protocol.job.CutRule;
import winnow.protocol.job.JobId;
import winnow.protocol.kafka.ClientSettings;
import winnow.protocol.kafka.Topics;

/** How the results topic is read, with the reason for each setting. */
final class ReceiverSettings {
    private ReceiverSettings() {}

    static Map<String, Object> consumer(ClientSettings settings, JobId job, Attempt attempt, CutRule cut) {
        return settings.merge(defaults(cut), required(job, attempt));
    }

    /**
     * Chosen for a heap of 128 MB, while one partition is stalled and the others flow. A paused partition holds back one
     * poll's frames, and in Kafka's client one more piece of the topic together with the whole answer of the broker it came
     * in. With 12 partitions and the default cut rule that is at most 12 · 2.4 MB and 12 · 4 MB.
     */
    private static Map<String, ?> defaults(CutRule cut) {
        return Map.of(
                // any frame of the job comes in one piece
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                cut.maxFrameBytes(),
                // the default of 50 MB for one answer is too much to be held back by one partition's piece of it
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                Math.max(4 << 20, cut.maxFrameBytes()),
                // one request is under way at a time; by default it waits 500 ms for partitions that have nothing,
                // while
                // the one that was resumed is not asked for
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                20,
                // so many frames of one partition can wait here for their turn; a poll costs little
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                16);
    }

    private static Map<String, ?> required(JobId job, Attempt attempt) {
        return Map.of(
                // frames of a transaction that was aborted are not results
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                // an offset is committed when its frame is safe in the file, and not before
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                // falling out of range means that frames are gone: an alarm, not a silent jump
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "none",
                // where this attempt's offsets are found again after a restart
                ConsumerConfig.GROUP_ID_CONFIG,
                Topics.receiverGroup(job, attempt));
    }
}
