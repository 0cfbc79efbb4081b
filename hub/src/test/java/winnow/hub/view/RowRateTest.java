package winnow.hub.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RowRateTest {
    private static final Instant START = Instant.parse("2026-11-25T09:14:02Z");

    private static void feed(RowRate rate, int from, int to, long before, long rowsPerSecond) {
        for (int second = from; second <= to; second++) {
            rate.at(START.plusSeconds(second), before + (second - from + 1) * rowsPerSecond);
        }
    }

    @Test
    void rate_isThatOfItsWindow() {
        RowRate rate = RowRate.over(Duration.ofSeconds(5));
        assertThat(rate.perSecond()).isZero();
        feed(rate, 0, 30, 0, 1000);
        feed(rate, 31, 36, 31_000, 200);
        assertThat(rate.perSecond()).isCloseTo(200, within(1e-9));
        for (int second = 37; second <= 42; second++) {
            rate.at(START.plusSeconds(second), 32_200);
        }
        assertThat(rate.perSecond()).isZero();
    }

    @Test
    void steadyRate_forgetsTheTimeBeforeTheFirstRow() {
        RowRate rate = RowRate.steady();
        for (int second = 0; second < 10; second++) {
            rate.at(START.plusSeconds(second), 0);
        }
        feed(rate, 10, 12, 0, 1000);
        assertThat(rate.perSecond()).isCloseTo(1000, within(1e-9));
    }

    @Test
    void steadyRate_forgetsHowAJobBegins() {
        RowRate rate = RowRate.steady();
        rate.at(START, 0);
        feed(rate, 1, 10, 0, 100); // everything warms up
        feed(rate, 11, 21, 1000, 1000);
        assertThat(rate.perSecond()).isCloseTo(1000, within(1e-9));
    }

    @Test
    void steadyRate_isNotUpsetByASecondWithoutRows() {
        RowRate rate = RowRate.steady();
        rate.at(START, 0);
        feed(rate, 1, 60, 0, 1000);
        rate.at(START.plusSeconds(61), 60_000);
        assertThat(rate.perSecond()).isCloseTo(1000, within(50.0));
    }
}
