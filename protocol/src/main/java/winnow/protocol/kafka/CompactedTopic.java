package winnow.protocol.kafka;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;

/** A small table in Kafka: a compacted topic of one partition, JSON under text keys. */
public final class CompactedTopic<T> {
    private static final Logger log = LoggerFactory.getLogger(CompactedTopic.class);

    /** All that a fetch brings: records of an entry that come together are one update. */
    private static final int MOST_AT_ONCE = 10_000;

    private final ClientSettings settings;
    private final String topic;
    private final Class<T> type;

    public CompactedTopic(ClientSettings settings, String topic, Class<T> type) {
        this.settings = settings;
        this.topic = topic;
        this.type = type;
    }

    /**
     * An entry that was written, or removed if its value is null.
     *
     * @param stamped when the broker took it, by the broker's clock; null if the topic has the writers' own times
     */
    public record Update<T>(
            String key, @Nullable T value, @Nullable Instant stamped) {}

    /** The table as it is now. */
    public Map<String, T> read() {
        try (Reader<T> reader = reader()) {
            return reader.readToEnd();
        }
    }

    public Reader<T> reader() {
        return new Reader<>(settings, topic, type);
    }

    public Writer<T> writer() {
        return new Writer<>(settings, topic);
    }

    /** Reads the table to its end, then follows it. One thread. */
    public static final class Reader<T> implements AutoCloseable {
        private final Consumer<String, byte[]> consumer;
        private final TopicPartition partition;
        private final Class<T> type;

        private Reader(ClientSettings settings, String topic, Class<T> type) {
            this.type = type;
            this.partition = new TopicPartition(topic, 0);
            this.consumer = new KafkaConsumer<>(
                    settings.merge(
                            Map.of(
                                    ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                                    false,
                                    ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                                    MOST_AT_ONCE),
                            Map.of(
                                    ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                                    false,
                                    // a broker whose data was wiped begins the table anew: none of it must be missed
                                    ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                    "earliest")),
                    new StringDeserializer(),
                    new ByteArrayDeserializer());
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
        }

        /** @return every entry there was when this was called */
        public Map<String, T> readToEnd() {
            Map<String, T> table = new TreeMap<>();
            for (Update<T> update : readUpdatesToEnd()) {
                if (update.value() == null) {
                    table.remove(update.key());
                } else {
                    table.put(update.key(), update.value());
                }
            }
            return table;
        }

        /** @return what was written until this was called, in its order, as {@link #poll} tells it */
        public List<Update<T>> readUpdatesToEnd() {
            try {
                return readTo(end());
            } catch (TimeoutException e) {
                throw ExitCode.NOT_READY.because(
                        "cannot read the topic " + partition.topic() + ": Kafka did not answer within "
                                + Waiting.REQUEST.toSeconds() + " s; 'winnow status' shows whether the broker is up",
                        e);
            }
        }

        private long end() {
            return consumer.endOffsets(List.of(partition), Waiting.REQUEST).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }

        private List<Update<T>> readTo(long end) {
            long deadline = System.nanoTime() + Waiting.REQUEST.toNanos();
            List<Update<T>> updates = new ArrayList<>();
            while (consumer.position(partition, Waiting.REQUEST) < end) {
                updates.addAll(poll(Duration.ofMillis(100)));
                if (System.nanoTime() > deadline) {
                    throw ExitCode.NOT_READY.because("cannot read the topic " + partition.topic()
                            + " to its end within " + Waiting.REQUEST.toSeconds() + " s");
                }
            }
            return updates;
        }

        /**
         * Of an entry that was written several times since, only the last is told, as if the topic had been compacted. A
         * cluster of a day has thousands of heartbeats that were not cleaned away yet, and to parse each would take a
         * program that was just started longer than all the rest of its start.
         *
         * @return what has changed since; entries that this Winnow cannot read are logged and left out
         */
        public List<Update<T>> poll(Duration longest) {
            Map<String, ConsumerRecord<String, byte[]>> latest = new LinkedHashMap<>();
            for (ConsumerRecord<String, byte[]> record : consumer.poll(longest)) {
                latest.remove(record.key()); // its place is that of its last writing
                latest.put(record.key(), record);
            }
            List<Update<T>> updates = new ArrayList<>();
            for (ConsumerRecord<String, byte[]> record : latest.values()) {
                try {
                    updates.add(new Update<>(
                            record.key(),
                            record.value() == null ? null : Json.read(record.value(), type),
                            stamped(record)));
                } catch (StopException | IOException e) {
                    log.warn(
                            "topic={} offset={} key={} left out: {}",
                            partition.topic(),
                            record.offset(),
                            record.key(),
                            e.getMessage());
                }
            }
            return updates;
        }

        private static @Nullable Instant stamped(ConsumerRecord<String, byte[]> record) {
            return record.timestampType() == TimestampType.LOG_APPEND_TIME
                    ? Instant.ofEpochMilli(record.timestamp())
                    : null;
        }

        /** Ends a {@link #poll} that is under way, from any thread. */
        public void wakeup() {
            consumer.wakeup();
        }

        @Override
        public void close() {
            consumer.close();
        }
    }

    /** Writes entries. Any thread. */
    public static final class Writer<T> implements AutoCloseable {
        private final Producer<String, byte[]> producer;
        private final String topic;

        private Writer(ClientSettings settings, String topic) {
            this.topic = topic;
            this.producer = new KafkaProducer<>(
                    settings.merge(Map.of(), Map.of(ProducerConfig.ACKS_CONFIG, "all")),
                    new StringSerializer(),
                    new ByteArraySerializer());
        }

        /** Writes and returns when the entry is safe. */
        public void put(String key, T value) {
            Waiting.need(
                    producer.send(new ProducerRecord<>(topic, key, Json.write(value))), "write to the topic " + topic);
        }

        /** Writes without waiting; if that fails, the next one is as good. */
        @SuppressWarnings("FutureReturnValueIgnored") // the callback sees the failure
        public void offer(String key, T value) {
            producer.send(new ProducerRecord<>(topic, key, Json.write(value)), (metadata, failure) -> {
                if (failure != null) {
                    log.warn("topic={} key={} not written: {}", topic, key, failure.getMessage());
                }
            });
        }

        /** Removes the entry if that can be done in so long, and closes in any case. */
        @SuppressWarnings("FutureReturnValueIgnored") // closing waits for it
        public void removeAndClose(String key, Duration longest) {
            producer.send(new ProducerRecord<>(topic, key, null));
            producer.close(longest);
        }

        @Override
        public void close() {
            producer.close();
        }
    }
}
