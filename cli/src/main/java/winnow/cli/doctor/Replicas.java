package winnow.cli.doctor;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;

/**
 * Whether each broker has all that it should have a copy of. As long as one lacks some, another must not be stopped: too
 * few copies may be left for anybody to write.
 */
final class Replicas {
    private Replicas() {}

    static Finding of(Collection<TopicDescription> topics) {
        List<TopicPartitionInfo> partitions =
                topics.stream().flatMap(topic -> topic.partitions().stream()).toList();
        List<TopicPartitionInfo> lacking = partitions.stream()
                .filter(partition ->
                        partition.isr().size() < partition.replicas().size())
                .toList();
        if (lacking.isEmpty()) {
            return Finding.ok("replicas", "all of " + partitions.size() + " partitions are in sync");
        }
        Set<Integer> brokers = new TreeSet<>();
        for (TopicPartitionInfo partition : lacking) {
            partition.replicas().stream()
                    .filter(replica -> !partition.isr().contains(replica))
                    .map(Node::id)
                    .forEach(brokers::add);
        }
        return Finding.mend(
                "replicas",
                lacking.size() + " of " + partitions.size() + " partitions are not in sync on broker "
                        + brokers.stream().map(String::valueOf).collect(Collectors.joining(", "))
                        + ": start it if it does not run, else wait; stop no other broker until they are");
    }
}
