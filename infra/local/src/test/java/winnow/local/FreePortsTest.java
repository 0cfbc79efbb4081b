package winnow.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FreePortsTest {
    @Test
    void find_givesEachPortOnce() {
        assertThat(FreePorts.find(200)).hasSize(200).doesNotHaveDuplicates().doesNotContain(0);
    }
}
