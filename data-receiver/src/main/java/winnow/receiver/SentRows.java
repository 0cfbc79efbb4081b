package winnow.receiver;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import winnow.protocol.frame.Frame;
import winnow.protocol.frame.Manifest;
import winnow.protocol.job.JobRecord;
import winnow.protocol.kafka.ClientSettings;
import winnow.protocol.kafka.FrameCodec;
import winnow.protocol.kafka.Topics;

/**
 * What the sender has left in a job's rows topic, as far as the search for one frame has to know it. Within a partition the
 * numbers of frames rise by the number of partitions, but for those of a sender that was started again. One thread.
 */
final class SentRows implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final Consumer<byte[], Frame> consumer;
    private final Duration patience;
    private final String topic;
    private final int partitions;

    /** @param patience for each question that is asked of Kafka */
    SentRows(ClientSettings settings, JobRecord job, Duration patience) {
        this.patience = patience;
        this.topic = Topics.rows(job.id(), job.attempt());
        this.partitions = job.spec().partitions();
        int frameBytes = job.spec().cut().maxFrameBytes();
        this.consumer = new KafkaConsumer<>(
                settings.merge(
                        Map.of(
                                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                                (int) patience.toMillis(),
                                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                                frameBytes,
                                // a receiver's heap is small
                                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                                Math.max(1 << 20, frameBytes),
                                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                                16),
                        Map.of(
                                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                false,
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "none")),
                new ByteArrayDeserializer(),
                FrameCodec.deserializer());
    }

    /**
     * Where a frame is in its partition.
     *
     * @param offset empty if it is not there
     * @param passed whether a later frame is there all the same
     */
    record Place(OptionalLong offset, boolean passed) {}

    Place find(long frame, int partition) {
        TopicPartition in = assign(partition);
        long begin = begin(in);
        long end = end(in);
        if (begin == end) {
            return new Place(OptionalLong.empty(), false);
        }
        long first = frameAt(in, begin).number();
        if (first > frame) {
            return new Place(OptionalLong.empty(), true);
        }
        // where it has to be if nothing came twice; it cannot lie before that unless something is missing
        long guess = Math.min(end - 1, begin + (frame - first) / partitions);
        Place place = scan(frame, in, guess, end);
        return place.offset().isPresent() || !place.passed()
                ? place
                : new Place(scan(frame, in, begin, guess).offset(), true);
    }

    private Place scan(long frame, TopicPartition in, long from, long to) {
        boolean passed = false;
        consumer.seek(in, from);
        long deadline = System.nanoTime() + patience.toNanos();
        while (consumer.position(in, patience) < to) {
            for (ConsumerRecord<byte[], Frame> record : consumer.poll(POLL)) {
                long number = record.value().number();
                if (number == frame && record.offset() < to) {
                    return new Place(OptionalLong.of(record.offset()), passed);
                }
                passed |= number > frame;
            }
            requireTime(deadline);
        }
        return new Place(OptionalLong.empty(), passed);
    }

    /** Whether the manifest is there, which says that everything before it was sent. */
    boolean endWithManifest() {
        for (int partition = 0; partition < partitions; partition++) {
            TopicPartition in = assign(partition);
            long end = end(in);
            if (end > begin(in) && frameAt(in, end - 1) instanceof Manifest) {
                return true;
            }
        }
        return false;
    }

    private Frame frameAt(TopicPartition in, long offset) {
        consumer.seek(in, offset);
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            for (ConsumerRecord<byte[], Frame> record : consumer.poll(POLL)) {
                return record.value();
            }
            requireTime(deadline);
        }
    }

    private TopicPartition assign(int partition) {
        TopicPartition assigned = new TopicPartition(topic, partition);
        consumer.assign(List.of(assigned));
        return assigned;
    }

    private long begin(TopicPartition in) {
        return consumer.beginningOffsets(List.of(in), patience).getOrDefault(in, 0L);
    }

    private long end(TopicPartition in) {
        return consumer.endOffsets(List.of(in), patience).getOrDefault(in, 0L);
    }

    private void requireTime(long deadline) {
        if (System.nanoTime() > deadline) {
            throw new KafkaException("the topic " + topic + " was not read in time");
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
