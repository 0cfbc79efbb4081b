package winnow.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartitionInfo;
import org.junit.jupiter.api.Test;

class ReplicasTest {
    @Test
    void allInSync_isWell() {
        Finding finding = Replicas.of(List.of(topic("a", partition(0, nodes(1, 2, 3), nodes(3, 1, 2)))));
        assertThat(finding.line()).matches("ok +replicas +all of 1 partitions are in sync");
    }

    @Test
    void brokersThatLackSome_areNamed() {
        Finding finding = Replicas.of(List.of(
                topic("a", partition(0, nodes(1, 2, 3), nodes(1, 3)), partition(1, nodes(2, 3, 1), nodes(2, 3, 1))),
                topic("b", partition(0, nodes(3, 2, 1), nodes(3)))));
        assertThat(finding.line()).matches("mend +replicas +2 of 3 partitions are not in sync on broker 1, 2: .*");
    }

    private static TopicDescription topic(String name, TopicPartitionInfo... partitions) {
        return new TopicDescription(name, false, List.of(partitions));
    }

    private static TopicPartitionInfo partition(int number, List<Node> replicas, List<Node> inSync) {
        return new TopicPartitionInfo(number, replicas.get(0), replicas, inSync);
    }

    private static List<Node> nodes(int... ids) {
        return Arrays.stream(ids)
                .mapToObj(id -> new Node(id, "localhost", 9000 + id))
                .toList();
    }
}
