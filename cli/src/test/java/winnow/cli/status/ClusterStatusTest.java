package winnow.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import winnow.local.BrokerView;
import winnow.local.ClusterView;
import winnow.local.ProcessView;
import winnow.protocol.member.Member;
import winnow.protocol.member.Role;

final class ClusterStatusTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:24:10Z");
    private static final String HUB = "http://127.0.0.1:4000/";
    private static final String THREE = "127.0.0.1:9092,127.0.0.1:9094,127.0.0.1:9096";

    @Test
    void text_namesTheDeadAndTheWayOut() {
        ClusterView view = new ClusterView(
                THREE,
                2,
                List.of(broker("broker", true), broker("broker-2", false), broker("broker-3", true)),
                List.of(process("instance-1", true), process("instance-2", false)),
                Optional.empty(),
                HUB);

        assertThat(ClusterStatus.of(THREE, Optional.of(view), members(), NOW).text())
                .isEqualTo("""
                        brokers    2 of 3 alive: %s
                        instances  1 of 2 ready: instance-1
                        dead       broker-2, instance-2: 'make up' starts them again
                        """.formatted(THREE));
    }

    @Test
    void text_saysOfOneBrokerOnlyWhereItIs() {
        ClusterView view = new ClusterView(
                "127.0.0.1:9092",
                2,
                List.of(broker("broker", true)),
                List.of(process("instance-1", true), process("instance-2", true)),
                Optional.of(process("hub", true)),
                HUB);

        assertThat(ClusterStatus.of(view.bootstrap(), Optional.of(view), members(), NOW)
                        .text())
                .isEqualTo("""
                        broker     127.0.0.1:9092
                        instances  2 of 2 ready: instance-1, instance-2
                        hub        http://127.0.0.1:4000/
                        """);
    }

    @Test
    void text_ofAClusterElsewhere() {
        assertThat(ClusterStatus.of("kafka:9092", Optional.empty(), members(), NOW)
                        .text())
                .isEqualTo("broker     kafka:9092\ninstances  2 ready: instance-1, instance-2\n");
    }

    private static List<Member> members() {
        return List.of(member("instance-1"), member("instance-2"));
    }

    private static Member member(String name) {
        return Member.of(name, Role.INSTANCE, "host", 1, NOW, NOW, Map.of());
    }

    private static BrokerView broker(String name, boolean alive) {
        return new BrokerView(name, "127.0.0.1:1", Optional.of(process(name, alive)));
    }

    private static ProcessView process(String name, boolean alive) {
        return new ProcessView(name, 1, alive, Path.of("log"));
    }
}
