package winnow.hub.view;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import winnow.hub.view.JobView.Point;
import winnow.hub.view.JobView.Throughput;

/** Received rows a second, one point each second, for the last five minutes. One thread. */
final class ThroughputLine {
    static final int KEPT = 300;

    /** Shorter, and the commits of the instances are seen instead of the flow. */
    private static final Duration NOW = Duration.ofSeconds(3);

    private final Deque<Point> points = new ArrayDeque<>();
    private final RowRate rate = new RowRate(NOW);

    void at(Instant now, long received) {
        rate.at(now, received);
        Point last = points.peekLast();
        if (received == 0 && last == null) {
            return; // the line begins with the first row
        }
        if (last == null || now.getEpochSecond() > last.epochSecond()) {
            points.addLast(new Point(now.getEpochSecond(), rounded(rate.perSecond())));
            if (points.size() > KEPT) {
                points.removeFirst();
            }
        }
    }

    Throughput view(boolean over) {
        double now = over ? 0 : rounded(rate.perSecond());
        if (points.isEmpty()) {
            return new Throughput(now, 0, 0, 0, List.of());
        }
        double[] sorted =
                points.stream().mapToDouble(Point::rowsPerSecond).sorted().toArray();
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Throughput(now, sorted[0], median, sorted[sorted.length - 1], List.copyOf(points));
    }

    private static double rounded(double rowsPerSecond) {
        return Math.round(rowsPerSecond * 10) / 10.0;
    }
}
