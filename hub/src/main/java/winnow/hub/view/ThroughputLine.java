package winnow.hub.view;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import winnow.hub.view.JobView.Point;
import winnow.hub.view.JobView.Throughput;

/** Received rows a second: one point each second for the last five minutes, and of the whole job once it is over. One thread. */
final class ThroughputLine {
    static final int KEPT = 300;

    /** Shorter, and the commits of the instances are seen instead of the flow. */
    private static final Duration NOW = Duration.ofSeconds(3);

    private final Deque<Point> points = new ArrayDeque<>();
    private final ThroughputHistory history = new ThroughputHistory();
    private final RowRate rate = RowRate.over(NOW);

    void at(Instant now, long received) {
        rate.at(now, received);
        Point last = points.peekLast();
        if (received == 0 && last == null) {
            return; // the line begins with the first row
        }
        if (last == null || now.getEpochSecond() > last.epochSecond()) {
            Point point = new Point(now.getEpochSecond(), rounded(rate.perSecond()));
            points.addLast(point);
            history.add(point);
            if (points.size() > KEPT) {
                points.removeFirst();
            }
        }
    }

    Throughput view(boolean over) {
        double now = over ? 0 : rounded(rate.perSecond());
        List<Point> shown = over ? history.points() : List.copyOf(points);
        if (shown.isEmpty()) {
            return new Throughput(now, 0, 0, 0, List.of());
        }
        double[] sorted =
                shown.stream().mapToDouble(Point::rowsPerSecond).sorted().toArray();
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Throughput(now, sorted[0], median, sorted[sorted.length - 1], shown);
    }

    static double rounded(double rowsPerSecond) {
        return Math.round(rowsPerSecond * 10) / 10.0;
    }
}
