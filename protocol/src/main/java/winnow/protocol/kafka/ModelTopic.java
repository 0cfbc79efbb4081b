package winnow.protocol.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;
import winnow.protocol.model.ModelPart;
import winnow.protocol.model.ModelRef;
import winnow.protocol.model.PushedModel;

/**
 * {@code winnow.models}: every model that was pushed, by its SHA-256, so that a cluster needs no shared disk. Compacted,
 * one partition:
 *
 * <pre>
 *   &lt;sha256&gt;/0        the first piece
 *   &lt;sha256&gt;/524288   the second
 *   &lt;sha256&gt;          {@link PushedModel}: all of its pieces are there
 * </pre>
 *
 * Any thread.
 */
public final class ModelTopic {
    private static final Logger log = LoggerFactory.getLogger(ModelTopic.class);
    private static final TopicPartition PARTITION = new TopicPartition(Topics.MODELS, 0);

    private final ClientSettings settings;

    public ModelTopic(ClientSettings settings) {
        this.settings = settings;
    }

    /** Every model that is there, by name, the last pushed first where a name was given again. */
    public List<PushedModel> list() {
        Map<String, PushedModel> models = new TreeMap<>();
        read(record -> {
            if (ModelPart.ofKey(record.key()) == null) {
                try {
                    models.put(record.key(), Json.read(record.value(), PushedModel.class));
                } catch (StopException | IOException e) {
                    log.warn("model={} left out: {}", record.key(), e.getMessage());
                }
            }
            return true;
        });
        List<PushedModel> sorted = new ArrayList<>(models.values());
        sorted.sort(Comparator.comparing((PushedModel pushed) -> pushed.model().name())
                .thenComparing(PushedModel::pushed, Comparator.reverseOrder()));
        return sorted;
    }

    /** Whether all of it is there. */
    public boolean has(ModelRef model) {
        return list().stream().anyMatch(pushed -> pushed.model().sha256().equals(model.sha256()));
    }

    /** Returns when all of the model is safe. */
    public void push(ModelRef model, String kind, Path file, Instant now) {
        try (Producer<String, byte[]> producer = producer();
                InputStream in = Files.newInputStream(file)) {
            List<Future<RecordMetadata>> parts = new ArrayList<>();
            long offset = 0;
            for (byte[] part = in.readNBytes(ModelPart.BYTES); part.length > 0; part = in.readNBytes(ModelPart.BYTES)) {
                parts.add(producer.send(
                        new ProducerRecord<>(Topics.MODELS, new ModelPart(model.sha256(), offset).key(), part)));
                offset += part.length;
            }
            parts.forEach(part -> Waiting.need(part, "write the model " + model.name() + " to " + Topics.MODELS));
            Waiting.need(
                    producer.send(new ProducerRecord<>(
                            Topics.MODELS, model.sha256(), Json.write(PushedModel.of(model, kind, now)))),
                    "write the model " + model.name() + " to " + Topics.MODELS);
        } catch (IOException e) {
            throw ExitCode.FAILED.because("cannot read the model " + file + ": " + e.getMessage(), e);
        }
    }

    /** Puts the model into this file, as a whole, with its digest checked, or throws and leaves none. */
    public void fetch(ModelRef model, Path file) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            long got;
            try (FileChannel channel = FileChannel.open(
                    part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                got = fetch(model, channel);
            }
            if (got < model.bytes()) {
                throw ExitCode.FAILED.because("of the model " + model.name() + " (" + model.shortSha256() + ") " + got
                        + " of " + model.bytes() + " bytes are in " + Topics.MODELS
                        + ": push it again with 'winnow model push'");
            }
            model.check(part);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw ExitCode.FAILED.because(
                    "cannot write the model " + model.name() + " to " + part + ": " + e.getMessage(), e);
        } finally {
            deleteQuietly(part);
        }
    }

    private long fetch(ModelRef model, FileChannel to) throws IOException {
        TreeSet<Long> offsets = new TreeSet<>();
        long[] got = {0};
        IOException[] failure = {null};
        read(record -> {
            ModelPart place = ModelPart.ofKey(record.key());
            if (place != null && place.sha256().equals(model.sha256()) && offsets.add(place.offset())) {
                try {
                    ByteBuffer bytes = ByteBuffer.wrap(record.value());
                    while (bytes.hasRemaining()) {
                        to.write(bytes, place.offset() + bytes.position());
                    }
                    got[0] += record.value().length;
                } catch (IOException e) {
                    failure[0] = e;
                    return false;
                }
            }
            return got[0] < model.bytes();
        });
        if (failure[0] != null) {
            throw failure[0];
        }
        return got[0];
    }

    private static void deleteQuietly(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            log.warn("cannot delete {}: {}", part, e.getMessage());
        }
    }

    /** Shows every record, removed ones left out, until there are no more or one is enough. */
    private void read(Predicate<ConsumerRecord<String, byte[]>> goOn) {
        try (Consumer<String, byte[]> consumer = consumer()) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            long end = consumer.endOffsets(List.of(PARTITION), Waiting.REQUEST).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            long deadline = System.nanoTime() + Waiting.REQUEST.toNanos();
            while (consumer.position(PARTITION, Waiting.REQUEST) < end) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    deadline = System.nanoTime() + Waiting.REQUEST.toNanos();
                    if (record.value() != null && !goOn.test(record)) {
                        return;
                    }
                }
                if (System.nanoTime() > deadline) {
                    throw notReady(null);
                }
            }
        } catch (TimeoutException e) {
            throw notReady(e);
        }
    }

    private static StopException notReady(@Nullable Exception cause) {
        String sentence = "cannot read the topic " + Topics.MODELS + ": Kafka did not answer within "
                + Waiting.REQUEST.toSeconds() + " s; 'winnow status' shows whether the broker is up";
        return cause == null ? ExitCode.NOT_READY.because(sentence) : ExitCode.NOT_READY.because(sentence, cause);
    }

    private Consumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                settings.merge(
                        Map.of(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false),
                        Map.of(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false)),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    private Producer<String, byte[]> producer() {
        return new KafkaProducer<>(
                settings.merge(Map.of(), Map.of(ProducerConfig.ACKS_CONFIG, "all")),
                new StringSerializer(),
                new ByteArraySerializer());
    }
}
