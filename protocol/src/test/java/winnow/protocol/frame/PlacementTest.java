package winnow.protocol.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlacementTest {
    @Test
    void partition_isTheNumberModuloP() {
        assertThat(Placement.partition(0, 12)).isZero();
        assertThat(Placement.partition(25, 12)).isEqualTo(1);
        assertThat(Placement.partition(Long.MAX_VALUE, 1000)).isEqualTo(807);
    }

    @Test
    void count_isThoseBeforeTheNumber() {
        assertThat(Placement.count(0, 0, 12)).isZero();
        assertThat(Placement.count(11, 0, 12)).isZero();
        assertThat(Placement.count(5, 5, 12)).isZero();
        assertThat(Placement.count(5, 6, 12)).isEqualTo(1);
        assertThat(Placement.count(5, 17, 12)).isEqualTo(1);
        assertThat(Placement.count(5, 18, 12)).isEqualTo(2);
    }
}
