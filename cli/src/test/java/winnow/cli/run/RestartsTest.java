package winnow.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RestartsTest {
    private final Restarts restarts = new Restarts();

    @Test
    void again_givesUpAtTheFifthDeathWithoutProgress() {
        for (int death = 1; death < 5; death++) {
            assertThat(restarts.again(0)).as("death %d", death).isTrue();
        }
        assertThat(restarts.again(0)).isFalse();
    }

    @Test
    void again_countsAnewAfterProgress() {
        for (int death = 1; death < 100; death++) {
            assertThat(restarts.again(death / 4)).as("death %d", death).isTrue();
        }
    }
}
