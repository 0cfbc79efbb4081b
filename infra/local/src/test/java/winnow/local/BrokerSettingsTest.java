package winnow.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

final class BrokerSettingsTest {
    private static final Path DATA = Path.of("/w/grün/data");

    @Test
    void oneBroker_replicatesToNobody() {
        assertThat(settings(1, 1).properties())
                .containsAllEntriesOf(Map.of(
                        "node.id", "1",
                        "controller.quorum.voters", "1@127.0.0.1:9093",
                        "listeners", "PLAINTEXT://127.0.0.1:9092,CONTROLLER://127.0.0.1:9093",
                        "log.dirs", DATA.toString(),
                        "default.replication.factor", "1",
                        "min.insync.replicas", "1",
                        "offsets.topic.replication.factor", "1",
                        "transaction.state.log.replication.factor", "1",
                        "transaction.state.log.min.isr", "1"));
    }

    @Test
    void threeBrokers_haveEverythingOnAllAndNeedTwo() {
        Map<String, String> second = settings(3, 2).properties();

        assertThat(second)
                .containsAllEntriesOf(Map.of(
                        "node.id", "2",
                        "controller.quorum.voters", "1@127.0.0.1:9093,2@127.0.0.1:9095,3@127.0.0.1:9097",
                        "listeners", "PLAINTEXT://127.0.0.1:9094,CONTROLLER://127.0.0.1:9095"));
        assertThat(second)
                .containsAllEntriesOf(Map.of(
                        "default.replication.factor", "3",
                        "min.insync.replicas", "2",
                        "offsets.topic.replication.factor", "3",
                        "transaction.state.log.replication.factor", "3",
                        "transaction.state.log.min.isr", "2",
                        "share.coordinator.state.topic.replication.factor", "3",
                        "share.coordinator.state.topic.min.isr", "2"));
        assertThat(settings(5, 5).properties()).containsEntry("default.replication.factor", "3");
    }

    @Test
    void allBrokers_differOnlyInWhoTheyAre() {
        Map<String, String> first = settings(3, 1).properties();
        Map<String, String> third = settings(3, 3).properties();

        assertThat(third).containsOnlyKeys(first.keySet());
        third.entrySet().removeAll(first.entrySet());
        assertThat(third).containsOnlyKeys("node.id", "listeners");
    }

    @Test
    void heartbeat_isAQuarterOfTheSession() {
        for (int count : new int[] {1, 3}) {
            Map<String, String> settings = settings(count, 1).properties();
            assertThat(4 * Integer.parseInt(settings.get("broker.heartbeat.interval.ms")))
                    .isEqualTo(Integer.parseInt(settings.get("broker.session.timeout.ms")));
        }
    }

    @Test
    void text_isReadBackAsItWas() throws Exception {
        Properties read = new Properties();
        read.load(new StringReader(settings(3, 2).text()));
        assertThat(read).isEqualTo(settings(3, 2).properties());
    }

    private static BrokerSettings settings(int count, int number) {
        BrokerLayout layout = new BrokerLayout(count, 9092, 9093);
        return new BrokerSettings(layout, layout.nodes().get(number - 1), DATA);
    }
}
