package winnow.sender.send;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import winnow.protocol.ExitCode;
import winnow.protocol.frame.Frame;
import winnow.protocol.job.JobRecord;
import winnow.protocol.kafka.ClientSettings;
import winnow.protocol.kafka.FrameCodec;
import winnow.protocol.kafka.Topics;
import winnow.protocol.kafka.Waiting;

/** Looks up what an earlier sender has left in the job's rows topic. One thread. */
public final class SentFrames {
    private static final Duration POLL = Duration.ofMillis(100);

    private SentFrames() {}

    /** Reads the last frame of each partition. */
    public static ResumePoint find(ClientSettings settings, JobRecord job) {
        String topic = Topics.rows(job.id(), job.attempt());
        try (Consumer<byte[], Frame> consumer = new KafkaConsumer<>(
                settings.merge(defaults(job), required()), new ByteArrayDeserializer(), FrameCodec.deserializer())) {
            return new ResumePoint(
                    job.id(),
                    job.spec().partitions(),
                    job.attempt(),
                    last(consumer, topic, job.spec().partitions()));
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            throw ExitCode.FAILED.because(
                    "cannot tell what is in the topic " + topic + " already: " + e.getMessage()
                            + "; 'winnow status' shows whether the broker is up",
                    e);
        }
    }

    private static SortedMap<Integer, Frame> last(Consumer<byte[], Frame> consumer, String topic, int partitions) {
        List<TopicPartition> all = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .toList();
        consumer.assign(all);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(all, Waiting.REQUEST);
        Map<TopicPartition, Long> ends = consumer.endOffsets(all, Waiting.REQUEST);
        List<TopicPartition> filled = all.stream()
                .filter(partition -> ends.getOrDefault(partition, 0L) > begins.getOrDefault(partition, 0L))
                .toList();
        consumer.assign(filled);
        // the topic has no markers of transactions: the last record is the one before the end
        filled.forEach(partition -> consumer.seek(partition, ends.getOrDefault(partition, 0L) - 1));
        SortedMap<Integer, Frame> read = new TreeMap<>();
        long deadline = System.nanoTime() + Waiting.REQUEST.toNanos();
        while (read.size() < filled.size()) {
            for (ConsumerRecord<byte[], Frame> record : consumer.poll(POLL)) {
                read.putIfAbsent(record.partition(), record.value());
            }
            if (System.nanoTime() > deadline) {
                throw ExitCode.NOT_READY.because("cannot read the ends of the topic " + topic + " within "
                        + Waiting.REQUEST.toSeconds() + " s; 'winnow status' shows whether the broker is up");
            }
        }
        return ResumePoint.whole(read);
    }

    private static Map<String, Object> defaults(JobRecord job) {
        int frameBytes = job.spec().cut().maxFrameBytes();
        return Map.of(
                // one frame of each partition is all that is wanted
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                frameBytes,
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                Math.max(1 << 20, frameBytes));
    }

    private static Map<String, Object> required() {
        return Map.of(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false, ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    }
}
