package winnow.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static winnow.aws.Fixtures.CLUSTER;
import static winnow.aws.Fixtures.WITH_BROKER_HOSTS;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LayoutTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 3", "4, 3", "16, 3"})
    void fresh_putsBrokersOnTheFirstHosts(int size, int brokers) {
        assertThat(Layout.fresh(CLUSTER, size).brokerHosts())
                .hasSize(brokers)
                .isEqualTo(Layout.fresh(CLUSTER, size).machines().subList(0, brokers))
                .allSatisfy(machine -> assertThat(machine.role()).isEqualTo(Role.INSTANCE));
    }

    @Test
    void fresh_putsBrokersOnHostsOfTheirOwn() {
        Layout layout = Layout.fresh(WITH_BROKER_HOSTS, 1);

        assertThat(layout.machines())
                .extracting(Machine::label)
                .containsExactly("broker-1", "broker-2", "broker-3", "instance-1", "metrics");
        assertThat(layout.brokerHosts()).extracting(Machine::id).containsExactly("Broker1", "Broker2", "Broker3");
    }

    @Test
    void shrinking_stopsAtTheBrokers() {
        assertThat(new Layout(CLUSTER, 3, 3).brokerHosts()).hasSize(3);
        assertThatThrownBy(() -> new Layout(CLUSTER, 2, 3)).hasMessageContaining("CLUSTER_SIZE=3 is the least, not 2");
        assertThat(new Layout(WITH_BROKER_HOSTS, 1, 3).machines()).hasSize(5);
    }

    @Test
    void size_isAtLeastOne() {
        assertThatThrownBy(() -> Layout.fresh(CLUSTER, 0)).hasMessageContaining("from 1 to 100 instances, not 0");
    }

    @ParameterizedTest
    @CsvSource({
        "c7i.xlarge, AMD64",
        "c7g.large, ARM64",
        "c7gn.16xlarge, ARM64",
        "im4gn.large, ARM64",
        "t4g.small, ARM64",
        "a1.large, ARM64",
        "g5.xlarge, AMD64",
        "g4dn.xlarge, AMD64",
        "g5g.xlarge, ARM64",
        "m7i-flex.large, AMD64",
        "t3.medium, AMD64"
    })
    void architecture_goesByTheType(String type, Architecture architecture) {
        assertThat(Architecture.of(type)).isEqualTo(architecture);
    }
}
