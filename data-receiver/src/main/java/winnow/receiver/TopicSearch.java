package winnow.receiver;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import winnow.protocol.frame.Frame;
import winnow.protocol.frame.Manifest;
import winnow.protocol.frame.Placement;
import winnow.protocol.job.JobRecord;
import winnow.protocol.kafka.ClientSettings;
import winnow.protocol.kafka.FrameCodec;
import winnow.protocol.kafka.Topics;

/**
 * Looks for a frame in the job's topics: not sent yet, sent and not classified yet, or gone. Asks Kafka only when it is
 * asked itself. One thread: the poll loop, which nothing reaches meanwhile.
 */
final class TopicSearch implements FrameSearch, AutoCloseable {
    private static final Duration REQUEST = Duration.ofSeconds(4);
    private static final Duration POLL = Duration.ofMillis(100);

    private final ClientSettings settings;
    private final JobRecord job;
    private final String rows;
    private final String results;
    private final String group;
    private @Nullable Admin admin;
    /** Of the topics as they were first seen: one of the same name is another topic. */
    private @Nullable Map<String, Uuid> topicIds;

    TopicSearch(ClientSettings settings, JobRecord job) {
        this.settings = settings;
        this.job = job;
        this.rows = Topics.rows(job.id(), job.attempt());
        this.results = Topics.results(job.id(), job.attempt());
        this.group = Topics.application(job.id(), job.attempt());
    }

    @Override
    public Found look(long frame, ResultsTopic topic) {
        int partition = Placement.partition(frame, job.spec().partitions());
        String name = "chunk " + frame + " (partition " + partition + ")";
        try {
            return look(frame, partition, name, topic);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return new Found(
                        true,
                        name + " cannot come: a topic of the job (" + rows + ", " + results
                                + ") is gone, deleted by somebody or with the broker's data");
            }
            return new Found(false, name + " does not come, and Kafka cannot say why: " + e.getCause());
        } catch (InterruptException e) {
            throw e;
        } catch (TimeoutException | KafkaException e) {
            return new Found(
                    false, name + " does not come, and the broker does not answer: 'winnow up' starts it again");
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private Found look(long frame, int partition, String name, ResultsTopic topic)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<String, Uuid> ids = topicIds(admin());
        if (topicIds == null) {
            topicIds = ids;
        } else if (!topicIds.equals(ids)) {
            return new Found(
                    true,
                    name + " cannot come: a topic of the job (" + rows + ", " + results
                            + ") was deleted and made anew");
        }
        // in this order: what was committed before the end was asked for lies before that end
        OptionalLong committed = committed(partition);
        if (!topic.isAtEnd(partition, REQUEST)) {
            return new Found(false, name + " is being read");
        }
        try (Consumer<byte[], Frame> consumer = consumer()) {
            RowsPartition sent = new RowsPartition(consumer, partition);
            OptionalLong offset = sent.offsetOf(frame);
            if (offset.isPresent()) {
                return committed.isPresent() && committed.getAsLong() > offset.getAsLong()
                        ? new Found(
                                true,
                                name + " is lost: it was classified, and its results are no longer in the topic "
                                        + results)
                        : new Found(false, name + " was sent and is not classified yet: " + instances());
            }
            if (sent.goesBeyond(frame) || sent.manifestIsSent()) {
                return new Found(true, name + " is lost: it is no longer in the topic " + rows);
            }
            return new Found(false, name + " was not sent yet: " + sender());
        }
    }

    private static String sender() {
        return "the sender is at work, or waits, or was stopped ('winnow status' shows it)";
    }

    private String instances() throws ExecutionException, InterruptedException, TimeoutException {
        int members = 0;
        try {
            members = within(admin().describeConsumerGroups(List.of(group)).all()).values().stream()
                    .mapToInt(description -> description.members().size())
                    .sum();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                throw e;
            }
        }
        return members == 0
                ? "no instance works on the job, 'make up' starts them"
                : members + " stream threads are at work on the job";
    }

    private Map<String, Uuid> topicIds(Admin kafka) throws ExecutionException, InterruptedException, TimeoutException {
        Map<String, TopicDescription> found =
                within(kafka.describeTopics(List.of(rows, results)).allTopicNames());
        return found.values().stream().collect(Collectors.toMap(TopicDescription::name, TopicDescription::topicId));
    }

    private OptionalLong committed(int partition) throws ExecutionException, InterruptedException, TimeoutException {
        Map<TopicPartition, OffsetAndMetadata> offsets =
                within(admin().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        OffsetAndMetadata offset = offsets.get(new TopicPartition(rows, partition));
        return offset == null ? OptionalLong.empty() : OptionalLong.of(offset.offset());
    }

    private static <T> T within(KafkaFuture<T> answer)
            throws ExecutionException, InterruptedException, TimeoutException {
        return answer.get(REQUEST.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Admin admin() {
        if (admin == null) {
            int millis = (int) REQUEST.toMillis();
            admin = Admin.create(settings.merge(
                    Map.of(
                            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis,
                            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis),
                    Map.of()));
        }
        return admin;
    }

    private Consumer<byte[], Frame> consumer() {
        return new KafkaConsumer<>(
                settings.merge(
                        Map.of(
                                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                                (int) REQUEST.toMillis(),
                                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                                job.spec().cut().maxFrameBytes(),
                                // a receiver's heap is small
                                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                                Math.max(1 << 20, job.spec().cut().maxFrameBytes()),
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

    /** One partition of the rows topic. Numbers rise in it, but for a sender's that was started again. */
    private final class RowsPartition {
        private final Consumer<byte[], Frame> consumer;
        private final TopicPartition partition;
        private final long begin;
        private final long end;
        private boolean beyond;

        RowsPartition(Consumer<byte[], Frame> consumer, int partition) {
            this.consumer = consumer;
            this.partition = new TopicPartition(rows, partition);
            consumer.assign(List.of(this.partition));
            this.begin = edge(consumer.beginningOffsets(List.of(this.partition), REQUEST));
            this.end = edge(consumer.endOffsets(List.of(this.partition), REQUEST));
        }

        private long edge(Map<TopicPartition, Long> offsets) {
            return offsets.getOrDefault(partition, 0L);
        }

        /** First by what the offset has to be if nothing came twice; it cannot lie before that. */
        OptionalLong offsetOf(long frame) {
            if (begin == end) {
                return OptionalLong.empty();
            }
            long first = Math.min(number(begin), frame);
            long guess = Math.min(end - 1, begin + (frame - first) / job.spec().partitions());
            OptionalLong found = scan(frame, guess, end);
            return found.isPresent() || !beyond ? found : scan(frame, begin, guess);
        }

        private OptionalLong scan(long frame, long from, long to) {
            consumer.seek(partition, from);
            long deadline = System.nanoTime() + REQUEST.toNanos();
            while (from < to && consumer.position(partition, REQUEST) < to) {
                for (ConsumerRecord<byte[], Frame> record : consumer.poll(POLL)) {
                    long number = record.value().number();
                    if (number == frame && record.offset() < to) {
                        return OptionalLong.of(record.offset());
                    }
                    beyond |= number > frame;
                }
                requireTime(deadline);
            }
            return OptionalLong.empty();
        }

        /** Whether a later frame of this partition was seen. */
        boolean goesBeyond(long frame) {
            return beyond || (begin < end && number(begin) > frame);
        }

        private long number(long offset) {
            return frame(partition, offset).number();
        }

        private Frame frame(TopicPartition from, long offset) {
            consumer.assign(List.of(from));
            consumer.seek(from, offset);
            long deadline = System.nanoTime() + REQUEST.toNanos();
            while (true) {
                for (ConsumerRecord<byte[], Frame> record : consumer.poll(POLL)) {
                    return record.value();
                }
                requireTime(deadline);
            }
        }

        private void requireTime(long deadline) {
            if (System.nanoTime() > deadline) {
                throw new KafkaException("the topic " + rows + " was not read in time");
            }
        }

        /** A manifest says that everything before it was sent. */
        boolean manifestIsSent() {
            for (int other = 0; other < job.spec().partitions(); other++) {
                TopicPartition at = new TopicPartition(rows, other);
                consumer.assign(List.of(at));
                long last = consumer.endOffsets(List.of(at), REQUEST).getOrDefault(at, 0L) - 1;
                long first = consumer.beginningOffsets(List.of(at), REQUEST).getOrDefault(at, 0L);
                if (last >= first && frame(at, last) instanceof Manifest) {
                    return true;
                }
            }
            return false;
        }
    }

    @Override
    public void close() {
        if (admin != null) {
            admin.close(Duration.ofSeconds(1));
        }
    }
}
