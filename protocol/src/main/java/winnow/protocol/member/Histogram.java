package winnow.protocol.member;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * How long something took, as counts by upper bound. The bounds are the same everywhere, so that those of several programs
 * can be added.
 *
 * @param bounds seconds, inclusive, rising
 * @param counts for each bound what was above the bound before it; one more at the end, for what was above all
 * @param sum of all that was counted, in seconds
 */
public record Histogram(List<Double> bounds, List<Long> counts, double sum) {
    /** 1, 2, 5 from 100 µs to 50 s, and a minute. */
    public static final List<Double> BOUNDS = List.of(
            0.0001, 0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0,
            50.0, 60.0);

    public static final Histogram EMPTY = new Histogram(
            BOUNDS,
            LongStream.generate(() -> 0).limit(BOUNDS.size() + 1L).boxed().toList(),
            0);

    public Histogram {
        bounds = List.copyOf(bounds);
        counts = List.copyOf(counts);
        if (counts.size() != bounds.size() + 1) {
            throw new IllegalArgumentException(counts.size() + " counts do not fit " + bounds.size() + " bounds");
        }
    }

    public long count() {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    /** Both together; their bounds must be the same. */
    public Histogram plus(Histogram other) {
        if (!bounds.equals(other.bounds)) {
            throw new IllegalArgumentException("histograms of other bounds cannot be added");
        }
        return new Histogram(
                bounds,
                IntStream.range(0, counts.size())
                        .mapToObj(i -> counts.get(i) + other.counts.get(i))
                        .toList(),
                sum + other.sum);
    }
}
