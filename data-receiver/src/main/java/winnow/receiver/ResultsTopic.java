package winnow.receiver;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.protocol.ExitCode;
import winnow.protocol.frame.CorruptFrameException;
import winnow.protocol.frame.Frame;
import winnow.protocol.kafka.Waiting;
import winnow.receiver.order.Arrival;
import winnow.receiver.order.LostFrameException;
import winnow.receiver.order.WaitingFrames;

/**
 * All partitions of a job's results topic. Offsets that it commits only save reading again: what decides is the number of
 * a frame (rule 4). One thread, but for {@link #wakeup}.
 */
final class ResultsTopic implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ResultsTopic.class);

    /** While the broker is away a commit is given up soon: the next one is as good. */
    private static final Duration LONGEST_COMMIT = Duration.ofSeconds(5);

    private final Consumer<byte[], Frame> consumer;
    private final String name;
    private final List<TopicPartition> partitions;

    ResultsTopic(Consumer<byte[], Frame> consumer, String name, int partitions) {
        this.consumer = consumer;
        this.name = name;
        this.partitions = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(name, partition))
                .toList();
    }

    /**
     * Goes to where frames are that may not be in the log: to the committed offset, else to the beginning.
     *
     * @param next number of the first frame that is not in the log
     */
    void start(long next) {
        consumer.assign(partitions);
        try {
            Map<TopicPartition, OffsetAndMetadata> committed =
                    consumer.committed(Set.copyOf(partitions), Waiting.REQUEST);
            for (TopicPartition partition : partitions) {
                OffsetAndMetadata offset = committed.get(partition);
                if (offset != null && isNotBeyond(offset, next)) {
                    consumer.seek(partition, offset.offset());
                } else {
                    consumer.seekToBeginning(List.of(partition));
                }
            }
        } catch (TimeoutException e) {
            throw ExitCode.NOT_READY.because(
                    "cannot read the topic " + name + ": Kafka did not answer within " + Waiting.REQUEST.toSeconds()
                            + " s; 'winnow status' shows whether the broker is up",
                    e);
        }
    }

    /** A log that was lost or cut back since needs frames again from before the offset. */
    private static boolean isNotBeyond(OffsetAndMetadata offset, long next) {
        try {
            return Long.parseLong(offset.metadata()) <= next;
        } catch (NumberFormatException e) {
            return false; // not committed by a receiver
        }
    }

    /** @return what has arrived, each frame as it was sealed where it was made */
    List<Arrival> poll(Duration longest) {
        List<Arrival> arrivals = new ArrayList<>();
        try {
            for (ConsumerRecord<byte[], Frame> record : consumer.poll(longest)) {
                arrivals.add(checked(record));
            }
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (RecordDeserializationException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw corrupt(cause, e.topicPartition().partition(), e.offset());
        } catch (InvalidOffsetException e) {
            throw new LostFrameException(
                    "frames are gone from the topic " + name + ", partition " + partitions(e)
                            + ": something other than Winnow has deleted records or the topic",
                    e);
        } catch (KafkaException e) {
            throw ExitCode.FAILED.because("cannot read the topic " + name + ": " + e.getMessage(), e);
        }
        return arrivals;
    }

    private static String partitions(InvalidOffsetException gone) {
        return gone.partitions().stream()
                .map(partition -> Integer.toString(partition.partition()))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private Arrival checked(ConsumerRecord<byte[], Frame> record) {
        try {
            record.value().check();
        } catch (CorruptFrameException e) {
            throw corrupt(e, record.partition(), record.offset());
        }
        return new Arrival(record.value(), record.partition(), record.offset(), record.timestamp());
    }

    private RuntimeException corrupt(Throwable cause, int partition, long offset) {
        return new LostFrameException(
                "%s (topic %s, partition %d, offset %d): it was damaged on its way"
                        .formatted(cause.getMessage(), name, partition, offset),
                cause);
    }

    /** Whether everything of this partition that is committed has been read. */
    boolean isAtEnd(int partition, Duration longest) {
        TopicPartition asked = partitions.get(partition);
        return isAtEnd(partition, consumer.endOffsets(List.of(asked), longest).getOrDefault(asked, 0L));
    }

    boolean isAtEnd(int partition, long end) {
        return consumer.position(partitions.get(partition)) >= end;
    }

    /** From now on these partitions yield nothing, and all others do. */
    void pauseOnly(Set<Integer> waiting) {
        Set<TopicPartition> paused = consumer.paused();
        consumer.pause(partitions.stream()
                .filter(partition -> waiting.contains(partition.partition()) && !paused.contains(partition))
                .toList());
        consumer.resume(paused.stream()
                .filter(partition -> !waiting.contains(partition.partition()))
                .toList());
    }

    /**
     * Remembers for a restart where the frames are that were not taken yet. All that were taken must be safe.
     *
     * @return what was committed: nothing below these offsets is ever read again; empty if Kafka did not take it
     */
    Map<TopicPartition, OffsetAndMetadata> commit(WaitingFrames frames) {
        try {
            Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
            for (TopicPartition partition : partitions) {
                long offset = frames.firstOffset(partition.partition())
                        .orElseGet(() -> consumer.position(partition, LONGEST_COMMIT));
                offsets.put(partition, new OffsetAndMetadata(offset, Long.toString(frames.next())));
            }
            consumer.commitSync(offsets, LONGEST_COMMIT);
            return offsets;
        } catch (WakeupException | InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            log.warn("topic={} offsets up to chunk {} not committed: {}", name, frames.next(), e.getMessage());
            return Map.of();
        }
    }

    /** Ends what is under way with a {@link WakeupException}, or what comes next. Any thread. */
    void wakeup() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
