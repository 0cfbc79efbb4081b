package winnow.cli.doctor;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import winnow.protocol.StopException;
import winnow.protocol.kafka.ClientSettings;
import winnow.protocol.kafka.Json;
import winnow.protocol.kafka.Topics;
import winnow.protocol.member.Member;

/** Reads what all members have announced last, and when the broker took it. */
final class SeenMembers {
    private static final TopicPartition PARTITION = new TopicPartition(Topics.MEMBERS, 0);

    private SeenMembers() {}

    static Collection<SeenMember> read(ClientSettings settings) {
        Map<String, SeenMember> members = new TreeMap<>();
        Map<String, Object> merged = settings.merge(
                Map.of(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false),
                Map.of(
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"));
        try (Consumer<String, byte[]> consumer =
                new KafkaConsumer<>(merged, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            long end = consumer.endOffsets(List.of(PARTITION), ClusterChecks.REQUEST)
                    .getOrDefault(PARTITION, 0L);
            long deadline = System.nanoTime() + ClusterChecks.REQUEST.toNanos();
            while (consumer.position(PARTITION, ClusterChecks.REQUEST) < end) {
                for (ConsumerRecord<String, byte[]> announcement : consumer.poll(Duration.ofMillis(100))) {
                    take(announcement, members);
                }
                if (System.nanoTime() > deadline) {
                    throw new TimeoutException("the topic " + Topics.MEMBERS + " was not read in time");
                }
            }
        }
        return members.values();
    }

    private static void take(ConsumerRecord<String, byte[]> announcement, Map<String, SeenMember> members) {
        members.remove(announcement.key());
        if (announcement.value() == null) {
            return;
        }
        try {
            Member member = Json.read(announcement.value(), Member.class);
            boolean brokers = announcement.timestampType() == TimestampType.LOG_APPEND_TIME;
            members.put(
                    announcement.key(),
                    new SeenMember(member, brokers ? Instant.ofEpochMilli(announcement.timestamp()) : null));
        } catch (StopException | IOException e) {
            // of another version of Winnow, which its own doctor knows
        }
    }
}
