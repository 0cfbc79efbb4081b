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
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import winnow.protocol.frame.Placement;
import winnow.protocol.job.JobRecord;
import winnow.protocol.kafka.ClientSettings;
import winnow.protocol.kafka.Topics;

/**
 * Looks for a frame in the job's topics: not sent yet, sent and not classified yet, or gone. Asks Kafka only when it is
 * asked itself. One thread: the poll loop, which nothing reaches meanwhile.
 */
final class TopicSearch implements FrameSearch, AutoCloseable {
    private static final Duration REQUEST = Duration.ofSeconds(4);

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
        if (!topic.isAtEnd(partition, highWatermark(partition))) {
            return new Found(
                    false, name + " may be in a transaction that is still open: one of a dead instance ends by itself");
        }
        try (SentRows sent = new SentRows(settings, job, REQUEST)) {
            SentRows.Place place = sent.find(frame, partition);
            if (place.offset().isPresent()) {
                boolean classified = committed.isPresent()
                        && committed.getAsLong() > place.offset().getAsLong();
                return classified
                        ? new Found(
                                true,
                                name + " is lost: it was classified, and its results are no longer in the topic "
                                        + results)
                        : new Found(false, name + " was sent and is not classified yet: " + instances());
            }
            return place.passed() || sent.endWithManifest()
                    ? new Found(true, name + " is lost: it is no longer in the topic " + rows)
                    : new Found(false, name + " was not sent yet: the sender is still before it, or does not run");
        }
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

    /** The end of a partition of the results, transactions that are open included. */
    private long highWatermark(int partition) throws ExecutionException, InterruptedException, TimeoutException {
        TopicPartition asked = new TopicPartition(results, partition);
        return within(admin().listOffsets(
                                Map.of(asked, OffsetSpec.latest()),
                                new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                        .partitionResult(asked))
                .offset();
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

    @Override
    public void close() {
        if (admin != null) {
            admin.close(Duration.ofSeconds(1));
        }
    }
}
