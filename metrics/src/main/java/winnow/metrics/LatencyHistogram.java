package winnow.metrics;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import winnow.protocol.member.Histogram;

/** Counts durations by {@link Histogram#BOUNDS}. Any thread, without locks. */
final class LatencyHistogram {
    private static final double NANOS = 1e9;
    private static final long[] BOUNDS_NANOS = Histogram.BOUNDS.stream()
            .mapToLong(seconds -> Math.round(seconds * NANOS))
            .toArray();

    private final AtomicLongArray counts = new AtomicLongArray(BOUNDS_NANOS.length + 1);
    private final LongAdder sumNanos = new LongAdder();

    void record(long nanos) {
        int found = Arrays.binarySearch(BOUNDS_NANOS, nanos);
        counts.incrementAndGet(found >= 0 ? found : -found - 1);
        sumNanos.add(nanos);
    }

    boolean isEmpty() {
        return LongStream.range(0, counts.length()).allMatch(i -> counts.get((int) i) == 0);
    }

    Histogram read() {
        return new Histogram(
                Histogram.BOUNDS,
                LongStream.range(0, counts.length())
                        .mapToObj(i -> counts.get((int) i))
                        .toList(),
                sumNanos.sum() / NANOS);
    }
}
