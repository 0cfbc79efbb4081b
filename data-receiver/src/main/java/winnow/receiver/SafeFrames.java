package winnow.receiver;

import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** What becomes of frames in Kafka that nobody needs there any more. The loop's thread. */
interface SafeFrames {
    /**
     * To be told each time that more is safe; returns at once.
     *
     * @param next number of the first frame that is not safe in the results log, bytes and index
     * @param committed where a receiver that is started again would read on in the results topic
     */
    void delete(long next, Map<TopicPartition, OffsetAndMetadata> committed);
}
