package winnow.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The schedules of fixed seeds; {@code make simulate} plays as many others as one likes. */
class SimulationTest {
    private static final long SEED = 20261124;
    private static final int SCHEDULES = 20_000;
    /** Found within so many, with room to spare; {@link #everyGuardIsNeeded} fails if it is not. */
    private static final int SCHEDULES_WITHOUT_A_GUARD = 20_000;

    @Test
    void everySchedule_isFinishedToTheExactBytes() {
        System.out.println("simulation: " + SCHEDULES + " schedules from seed " + SEED + " on");
        for (long seed = SEED; seed < SEED + SCHEDULES; seed++) {
            if (Simulation.violation(seed, Set.of(), null) != null) {
                throw new AssertionError(Simulate.tell(seed, Set.of()));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyGuardIsNeeded(Guard guard) {
        int schedules = 0;
        String violation = null;
        while (violation == null && schedules < SCHEDULES_WITHOUT_A_GUARD) {
            violation = Simulation.violation(SEED + schedules++, Set.of(guard), null);
        }
        assertThat(violation).as("violation without %s", guard).isNotNull();
        System.out.printf("simulation: without %s schedule %d breaks the promise: %s%n", guard, schedules, violation);
    }

    @Test
    void aSchedule_isAPureFunctionOfItsSeed() {
        for (long seed = SEED; seed < SEED + 100; seed++) {
            List<String> once = new ArrayList<>();
            List<String> again = new ArrayList<>();
            Simulation.violation(seed, Set.of(), once);
            Simulation.violation(seed, Set.of(), again);
            assertThat(again).isEqualTo(once).isNotEmpty();
        }
    }
}
