package winnow.hub.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import winnow.hub.view.JobView.Point;

class ThroughputHistoryTest {
    private final ThroughputHistory history = new ThroughputHistory();

    @Test
    void shortJob_hasAPointASecond() {
        for (int second = 1; second <= 10; second++) {
            history.add(new Point(second, second));
        }
        assertThat(history.points()).hasSize(10).last().isEqualTo(new Point(10, 10));
    }

    @Test
    void longJob_isWholeInFewPoints() {
        for (int second = 1; second <= 100_000; second++) {
            history.add(new Point(second, second <= 50_000 ? 100 : 300));
        }
        List<Point> points = history.points();
        assertThat(points).hasSizeBetween(ThroughputHistory.KEPT / 2, ThroughputHistory.KEPT);
        assertThat(points.get(0).epochSecond()).isLessThan(1000);
        assertThat(points.get(points.size() - 1).epochSecond()).isGreaterThan(99_000);
        assertThat(points.stream().mapToDouble(Point::rowsPerSecond).average().orElseThrow())
                .isCloseTo(200, within(2.0));
    }
}
