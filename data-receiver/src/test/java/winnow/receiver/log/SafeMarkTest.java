package winnow.receiver.log;

import static org.assertj.core.api.Assertions.assertThat;
import static winnow.receiver.log.ThreeFrames.FILES;
import static winnow.receiver.log.ThreeFrames.PARTS;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SafeMarkTest {
    private static final byte[] INDEX = ThreeFrames.inWork().bytes(PARTS.index());

    private static Mark recovered(MemoryDisk disk) {
        try (ResultsLog log = ResultsLog.recover(FILES, disk.copy())) {
            return log.appended();
        }
    }

    @Test
    void of_findsWhatRecoveryFindsForAnIndexCutAtEveryLength() {
        for (int length = 0; length <= INDEX.length; length++) {
            MemoryDisk disk = ThreeFrames.inWork();
            disk.put(PARTS.index(), Arrays.copyOf(INDEX, length));
            assertThat(SafeMark.of(FILES, disk)).as("%d bytes", length).isEqualTo(recovered(disk));
        }
    }

    /** Of the last entry only: in an earlier one recovery alarms, and the job does not go on at all. */
    @Test
    void of_findsWhatRecoveryFindsForEveryBadBitOfTheLastEntry() {
        for (int bit = (int) ResultsIndex.position(2) * 8; bit < INDEX.length * 8; bit++) {
            MemoryDisk disk = ThreeFrames.inWork();
            byte[] bad = INDEX.clone();
            bad[bit / 8] ^= (byte) (1 << (bit % 8));
            disk.put(PARTS.index(), bad);
            assertThat(SafeMark.of(FILES, disk)).as("bit %d", bit).isEqualTo(recovered(disk));
        }
    }

    @Test
    void of_looksAtACompletionThatWasCutShort() {
        MemoryDisk disk = ThreeFrames.complete();
        assertThat(SafeMark.of(FILES, disk)).isEqualTo(recovered(disk));
        assertThat(SafeMark.of(FILES, disk).next()).isEqualTo(3);
    }

    @Test
    void of_isTheStartWhereThereIsNothing() {
        assertThat(SafeMark.of(FILES, new MemoryDisk())).isEqualTo(Mark.START);
    }
}
