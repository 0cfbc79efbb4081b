package winnow.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    @Test
    void of_givesTheSameForTheSameSeed() {
        assertThat(Schedule.of(7, Set.of())).isEqualTo(Schedule.of(7, Set.of()));
        assertThat(Schedule.of(7, Set.of())).isNotEqualTo(Schedule.of(8, Set.of()));
    }

    @Test
    void of_drawsTwoToSixFaultsInOrderAndEachKindSooner() {
        Set<Fault> seen = EnumSet.noneOf(Fault.class);
        for (long seed = 0; seed < 200; seed++) {
            Schedule schedule = Schedule.of(seed, Set.of());
            assertThat(schedule.entries()).hasSizeBetween(2, 6);
            assertThat(schedule.entries()).isSortedAccordingTo((a, b) -> Double.compare(a.share(), b.share()));
            schedule.entries().forEach(entry -> seen.add(entry.fault()));
        }
        assertThat(seen).isEqualTo(EnumSet.allOf(Fault.class));
    }

    @Test
    void of_leavesOutWhatIsImpossibleAndNothingElse() {
        Set<Fault> impossible = Set.of(Fault.CUT_NETWORK, Fault.FILL_DISK);
        for (long seed = 0; seed < 100; seed++) {
            assertThat(Schedule.of(seed, impossible).entries())
                    .isEqualTo(Schedule.of(seed, Set.of()).entries().stream()
                            .filter(entry -> !impossible.contains(entry.fault()))
                            .toList());
        }
    }
}
