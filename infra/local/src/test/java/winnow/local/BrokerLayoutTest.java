package winnow.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;

final class BrokerLayoutTest {
    @Test
    void nodes_takeEachSecondPort() {
        BrokerLayout three = new BrokerLayout(3, 9092, 9093);

        assertThat(three.nodes())
                .containsExactly(
                        new BrokerNode(1, 9092, 9093), new BrokerNode(2, 9094, 9095), new BrokerNode(3, 9096, 9097));
        assertThat(three.nodes()).extracting(BrokerNode::name).containsExactly("broker", "broker-2", "broker-3");
        assertThat(three.bootstrap()).isEqualTo("127.0.0.1:9092,127.0.0.1:9094,127.0.0.1:9096");
        assertThat(three.voters()).isEqualTo("1@127.0.0.1:9093,2@127.0.0.1:9095,3@127.0.0.1:9097");
        assertThat(new BrokerLayout(1, 9092, 9093).bootstrap()).isEqualTo("127.0.0.1:9092");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 2, 4, 7})
    void aNumberThatIsNoUse_isRefused(int count) {
        assertRefused(count, 9092, 9093, "1, 3 or 5 brokers, not " + count, "--brokers 3");
    }

    @ParameterizedTest
    @CsvSource({"1, 9092, 9092, 9092", "3, 9092, 9094, 9094", "3, 9096, 9092, 9096", "5, 9092, 9100, 9100"})
    void portsThatClash_areRefused(int count, int brokerPort, int controllerPort, int clash) {
        assertRefused(count, brokerPort, controllerPort, "port " + clash, "--broker-port or --controller-port");
    }

    @ParameterizedTest
    @CsvSource({"3, 9092, 9098", "1, 9092, 9094", "5, 65527, 9093"})
    void portsThatDoNotClash_areTaken(int count, int brokerPort, int controllerPort) {
        assertThat(new BrokerLayout(count, brokerPort, controllerPort).nodes()).hasSize(count);
    }

    @Test
    void aPortOfTheLastBrokerThatIsNone_isRefused() {
        assertRefused(3, 65532, 9093, "--broker-port must be from 1 to 65531, not 65532");
        assertRefused(3, 9092, 65535, "--controller-port must be from 1 to 65531, not 65535");
    }

    @Test
    void whatIsNotWanted_staysAsLastTime() {
        BrokerLayout last = new BrokerLayout(3, 19092, 19093);
        UpRequest nothing = request(OptionalInt.empty(), OptionalInt.empty());
        UpRequest other = request(OptionalInt.of(1), OptionalInt.of(29092));

        assertThat(nothing.layout(last)).isEqualTo(last);
        assertThat(other.layout(last)).isEqualTo(new BrokerLayout(1, 29092, 19093));
        assertThat(nothing.layout(ClusterState.FIRST.layout())).isEqualTo(new BrokerLayout(1, 9092, 9093));
    }

    private static UpRequest request(OptionalInt brokers, OptionalInt brokerPort) {
        return new UpRequest(
                OptionalInt.empty(),
                brokers,
                brokerPort,
                OptionalInt.empty(),
                true,
                OptionalInt.empty(),
                Duration.ZERO,
                Path.of("urls.txt"));
    }

    private static void assertRefused(int count, int brokerPort, int controllerPort, String... parts) {
        assertThatThrownBy(() -> new BrokerLayout(count, brokerPort, controllerPort))
                .asInstanceOf(type(StopException.class))
                .satisfies(stop -> assertThat(stop.exitCode()).isEqualTo(ExitCode.USAGE))
                .extracting(Throwable::getMessage)
                .asString()
                .contains(parts)
                .hasLineCount(1);
    }
}
