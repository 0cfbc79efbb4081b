package winnow.cli;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import winnow.protocol.job.JobId;
import winnow.protocol.kafka.ClientSettings;

/** What Kafka itself says, and what somebody with Kafka's own tools can do to a job. */
final class KafkaEyes implements AutoCloseable {
    private final Admin admin;

    KafkaEyes(String bootstrap) {
        this(ClientSettings.of(bootstrap));
    }

    KafkaEyes(ClientSettings settings) {
        this.admin = Admin.create(settings.merge(Map.of(), Map.of()));
    }

    private static <T> T get(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    int members(String group) {
        return get(admin.describeConsumerGroups(List.of(group)).all()).values().stream()
                .mapToInt(description -> description.members().size())
                .sum();
    }

    Set<String> topicsOf(JobId job) {
        return get(admin.listTopics().names()).stream()
                .filter(topic -> topic.contains(job.text()))
                .collect(Collectors.toSet());
    }

    void deleteTopics(Set<String> topics) {
        get(admin.deleteTopics(topics).all());
    }

    long end(TopicPartition partition) {
        return get(admin.listOffsets(Map.of(partition, OffsetSpec.latest())).partitionResult(partition))
                .offset();
    }

    long begin(TopicPartition partition) {
        return get(admin.listOffsets(Map.of(partition, OffsetSpec.earliest())).partitionResult(partition))
                .offset();
    }

    /** Deletes all that the partition has now. */
    void deleteRecords(TopicPartition partition) {
        get(admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(end(partition))))
                .all());
    }

    @Override
    public void close() {
        admin.close();
    }
}
