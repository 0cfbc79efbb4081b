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
}
