package winnow.hub.view;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import winnow.protocol.member.Histogram;

/**
 * A histogram, and what can be read off it.
 *
 * @param p50 seconds; null if nothing was counted. What lies above all bounds is given as the last bound
 * @param counts for each bin, the last one for what lies above all bounds
 */
public record Percentiles(
        @Nullable Double p50,
        @Nullable Double p95,
        @Nullable Double p99,
        @Nullable Double p999,
        List<Long> counts) {

    static Percentiles of(Histogram histogram) {
        return new Percentiles(
                quantile(histogram, 0.5),
                quantile(histogram, 0.95),
                quantile(histogram, 0.99),
                quantile(histogram, 0.999),
                histogram.counts());
    }

    static Percentiles of(Stream<Histogram> histograms) {
        return of(sum(histograms));
    }

    /** Those that have the usual bounds; a program of another version may have others. */
    static Histogram sum(Stream<Histogram> histograms) {
        return histograms
                .filter(histogram -> histogram.bounds().equals(Histogram.BOUNDS))
                .reduce(Histogram.EMPTY, Histogram::plus);
    }

    /** As Prometheus reckons it: evenly spread within the bin. */
    private static @Nullable Double quantile(Histogram histogram, double share) {
        long all = histogram.count();
        if (all == 0) {
            return null;
        }
        double rank = share * all;
        double below = 0;
        double from = 0;
        for (int i = 0; i < histogram.bounds().size(); i++) {
            double to = histogram.bounds().get(i);
            long count = histogram.counts().get(i);
            if (count > 0 && below + count >= rank) {
                return from + (to - from) * (rank - below) / count;
            }
            below += count;
            from = to;
        }
        return from;
    }
}
