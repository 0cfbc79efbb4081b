package winnow.hub.view;

import java.util.ArrayList;
import java.util.List;
import winnow.hub.view.JobView.Point;

/**
 * The points of a whole job, however long it takes: when there are too many, each two become one of their mean. One
 * thread.
 */
final class ThroughputHistory {
    static final int KEPT = 600;

    private final List<Point> points = new ArrayList<>();
    /** Points of a second in each of these. */
    private int width = 1;

    private double sum;
    private int summed;

    /** @param second of one second, after those before */
    void add(Point second) {
        sum += second.rowsPerSecond();
        summed++;
        if (summed < width) {
            return;
        }
        points.add(new Point(second.epochSecond(), ThroughputLine.rounded(sum / summed)));
        sum = 0;
        summed = 0;
        if (points.size() == KEPT) {
            halve();
        }
    }

    private void halve() {
        for (int pair = 0; pair < KEPT / 2; pair++) {
            Point early = points.get(2 * pair);
            Point late = points.get(2 * pair + 1);
            double mean = (early.rowsPerSecond() + late.rowsPerSecond()) / 2;
            points.set(pair, new Point(late.epochSecond(), ThroughputLine.rounded(mean)));
        }
        points.subList(KEPT / 2, KEPT).clear();
        width *= 2;
    }

    List<Point> points() {
        return List.copyOf(points);
    }
}
