package winnow.cli.doctor;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import winnow.protocol.kafka.ClientSettings;
import winnow.protocol.kafka.Topics;
import winnow.protocol.kafka.Waiting;

/**
 * Asks a broker for the time: it stamps what is appended to the shared topics, and tells the stamp to whoever appended it.
 * What is appended is the removal of an entry that never was.
 */
final class BrokerClock {
    private static final byte[] KEY = "doctor".getBytes(StandardCharsets.US_ASCII);
    /** Comes back from a topic that keeps the stamps of who writes. */
    private static final Long WRITERS_STAMP = 1L;

    private BrokerClock() {}

    /** How far our clock is ahead of the broker's, and how much of that may be the way of the question. */
    record Offset(Duration ahead, Duration uncertainty) {}

    /** Empty if this program may write to none of these topics, or if they were made by an older Winnow. */
    static Optional<Offset> ask(ClientSettings settings) {
        try (Producer<byte[], byte[]> producer = new KafkaProducer<>(
                settings.merge(
                        Map.of(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) ClusterChecks.REQUEST.toMillis()), Map.of()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (String topic : List.of(Topics.MODELS, Topics.MEMBERS)) {
                if (mayWrite(producer, topic)) {
                    return measure(producer, topic);
                }
            }
            return Optional.empty();
        }
    }

    /** The first record finds the way, too; only the second is timed. */
    private static boolean mayWrite(Producer<byte[], byte[]> producer, String topic) {
        try {
            append(producer, topic).get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                return false;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Optional<Offset> measure(Producer<byte[], byte[]> producer, String topic) {
        long before = System.currentTimeMillis();
        RecordMetadata stamped = Waiting.need(append(producer, topic), "write to the topic " + topic);
        long after = System.currentTimeMillis();
        if (stamped.timestamp() == WRITERS_STAMP) {
            return Optional.empty();
        }
        long middle = before + (after - before) / 2;
        return Optional.of(new Offset(
                Duration.ofMillis(middle - stamped.timestamp()), Duration.ofMillis((after - before) / 2 + 1)));
    }

    private static Future<RecordMetadata> append(Producer<byte[], byte[]> producer, String topic) {
        return producer.send(new ProducerRecord<byte[], byte[]>(topic, 0, WRITERS_STAMP, KEY, null));
    }
}
