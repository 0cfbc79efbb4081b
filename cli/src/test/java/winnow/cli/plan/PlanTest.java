package winnow.cli.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import winnow.cli.plan.Plan.Size;

class PlanTest {
    private static final long WINDOW = 2L << 30;

    /** Rows as docs/SCALING.md has measured, a tenth of an input of ten million. */
    private static Sample sample(double micros, double busyMicros) {
        return new Sample(1_000_000, 122_000_000, 137_000_000, 10_000_000, false, micros, busyMicros);
    }

    @Test
    void rowsAndBytes_areThoseOfTheSampleAndItsShare() {
        Plan plan = Plan.of(sample(1, 1), 2, WINDOW, null);
        assertThat(plan.rows()).isEqualTo(10_000_000);
        assertThat(plan.exact()).isFalse();
        assertThat(plan.inputBytes()).isEqualTo(1_220_000_000);
        assertThat(plan.resultBytes()).isEqualTo(1_370_000_000);
    }

    @Test
    void disk_isTheWindowsRowsAndTheirResults() {
        assertThat(Plan.of(sample(1, 1), 2, 122_000_000, null).diskBytes()).isEqualTo(259_000_000);
        assertThat(Plan.of(sample(1, 1), 2, Long.MAX_VALUE, null).diskBytes()).isEqualTo(2_590_000_000L);
    }

    @Test
    void moreInstances_areListedUntilTheyBringNothing() {
        Plan slow = Plan.of(sample(500, 500), 2, WINDOW, null);
        assertThat(slow.sizes())
                .extracting(Size::instances)
                .startsWith(1, 2, 4, 8, 16)
                .doesNotContain(1024);
        double one = slow.sizes().get(0).apartSeconds() - Costs.START_SECONDS;
        double four = slow.sizes().get(2).apartSeconds() - Costs.START_SECONDS;
        assertThat(one / four).isCloseTo(4, within(1e-9));
        // they all share two cores here
        assertThat(slow.sizes().get(2).togetherSeconds())
                .isCloseTo(slow.sizes().get(1).togetherSeconds(), within(1e-9));

        assertThat(Plan.of(sample(0.5, 0.5), 2, WINDOW, null).sizes()).hasSizeLessThan(4);
    }

    @Test
    void modelThatWaits_isFasterWithMoreInstancesOnOneMachineToo() {
        Plan plan = Plan.of(sample(1000, 1), 2, WINDOW, null);
        double one = plan.sizes().get(0).togetherSeconds() - Costs.START_SECONDS;
        double four = plan.sizes().get(2).togetherSeconds() - Costs.START_SECONDS;
        assertThat(one / four).isCloseTo(4, within(0.01));
    }

    private static Plan.Deadline deadline(Sample sample, Duration deadline) {
        return Objects.requireNonNull(Plan.of(sample, 2, WINDOW, deadline).deadline());
    }

    @Test
    void deadline_isMetByTheFewestInstances() {
        Plan.Deadline easy = deadline(sample(1, 1), Duration.ofHours(1));
        assertThat(easy.here()).isEqualTo(1);
        assertThat(easy.direct()).isTrue();

        Plan.Deadline hard = deadline(sample(100, 100), Duration.ofSeconds(106));
        assertThat(hard.here()).isNull();
        assertThat(hard.direct()).isFalse();
        // 100,000 rows/s, and two cores classify 2 of them in 103.6 µs
        assertThat(hard.apart()).isEqualTo(6);

        Plan.Deadline tooHard = deadline(sample(1, 1), Duration.ofSeconds(12));
        assertThat(tooHard.apart()).isNull();
        assertThat(tooHard.jobs()).isEqualTo(4); // 6 s, and the receiver takes 2.1 µs a row
    }

    @Test
    void inputWithoutRows_takesNoTime() {
        Plan plan = Plan.of(new Sample(0, 0, 0, 0, true, 0, 0), 2, WINDOW, Duration.ofSeconds(10));
        assertThat(plan.rows()).isZero();
        assertThat(plan.directSeconds()).isEqualTo(Costs.DIRECT_START_SECONDS);
        assertThat(PlanText.of(plan)).contains("rows        0\n");
    }
}
