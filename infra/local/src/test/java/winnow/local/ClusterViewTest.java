package winnow.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ClusterViewTest {
    private static final ClusterFolder FOLDER = new ClusterFolder(Path.of("/w/.winnow"));
    private static final ProcessRecord ALIVE = ProcessRecord.of(ProcessHandle.current());
    private static final ProcessRecord GONE = new ProcessRecord(Long.MAX_VALUE, Instant.EPOCH);

    @Test
    void urls_hasALineForEachProcess() {
        ClusterState state = ClusterState.FIRST
                .with(2, new BrokerLayout(1, 19092, 19093))
                .withBroker(1, ALIVE)
                .withInstance(1, ALIVE)
                .withInstance(2, GONE)
                .withHub(4001, GONE);

        ClusterView view = ClusterView.of(state, FOLDER);

        assertThat(view.urls()).isEqualTo("""
                        broker 127.0.0.1:19092
                        instance-1 pid %d log /w/.winnow/logs/instance-1.log
                        instance-2 pid %d log /w/.winnow/logs/instance-2.log
                        hub http://127.0.0.1:4001/
                        """.formatted(ProcessHandle.current().pid(), Long.MAX_VALUE));
        assertThat(view.brokersAlive()).isEqualTo(1);
        assertThat(view.instancesAlive()).isEqualTo(1);
        assertThat(view.dead()).containsExactly("instance-2", "hub");
    }

    @Test
    void urls_hasALineForEachBroker() {
        ClusterState three = ClusterState.FIRST.with(1, new BrokerLayout(3, 19092, 19093));

        assertThat(ClusterView.of(three, FOLDER).urls()).isEqualTo("""
                        broker 127.0.0.1:19092
                        broker-2 127.0.0.1:19094
                        broker-3 127.0.0.1:19096
                        """);
    }

    @Test
    void brokersSuffice_asLongAsMoreThanHalfAreAlive() {
        ClusterState three = ClusterState.FIRST.with(1, new BrokerLayout(3, 19092, 19093));
        ClusterView stopped = ClusterView.of(three, FOLDER);
        ClusterView two =
                ClusterView.of(three.withBroker(1, ALIVE).withBroker(2, GONE).withBroker(3, ALIVE), FOLDER);
        ClusterView one = ClusterView.of(three.withBroker(1, GONE).withBroker(3, ALIVE), FOLDER);

        assertThat(stopped.up()).isFalse();
        assertThat(stopped.dead()).isEmpty();
        assertThat(two.up()).isTrue();
        assertThat(two.brokersAlive()).isEqualTo(2);
        assertThat(two.brokersSuffice()).isTrue();
        assertThat(two.dead()).containsExactly("broker-2");
        assertThat(one.brokersSuffice()).isFalse();
        assertThat(one.dead())
                .as("one that 'up' did not come to start is missing just as one that died")
                .containsExactly("broker", "broker-2");
    }
}
