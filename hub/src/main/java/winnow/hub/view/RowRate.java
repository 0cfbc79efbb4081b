package winnow.hub.view;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Rows a second over a window that slides; falls to zero when no more rows come. One thread. */
public final class RowRate {
    /** Long enough to even out commits. */
    private static final Duration SHORTEST = Duration.ofSeconds(5);
    /** Long enough to even out garbage collections, short enough to follow an instance that joins. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Duration shortest;
    private final Duration longest;
    private final Deque<Sample> samples = new ArrayDeque<>();
    private @Nullable Instant first;

    private record Sample(Instant at, long rows) {}

    private RowRate(Duration shortest, Duration longest) {
        this.shortest = shortest;
        this.longest = longest;
    }

    /** Over the last so many seconds. */
    static RowRate over(Duration window) {
        return new RowRate(window, window);
    }

    /**
     * The rate to tell the end of a job by: over the latter half of the time since the first row, but 5 s at least and 30
     * at most. How a job begins, while programs warm up and the sender runs ahead, is soon no more a part of it.
     */
    public static RowRate steady() {
        return new RowRate(SHORTEST, LONGEST);
    }

    /** @param rows how many there were in all by then */
    public void at(Instant now, long rows) {
        Sample last = samples.peekLast();
        if (last != null && (rows < last.rows() || !now.isAfter(last.at()))) {
            if (rows >= last.rows()) {
                return;
            }
            samples.clear(); // somebody counts from the beginning again
            first = null;
        }
        if (rows > 0 && last != null && last.rows() == 0) {
            samples.clear(); // the time before the first row says nothing of the rate
            samples.add(last);
            first = last.at();
        }
        samples.addLast(new Sample(now, rows));
        // one sample from before the window stays, so that the samples span it
        while (samples.size() > 2 && !second().at().isAfter(now.minus(window(now)))) {
            samples.removeFirst();
        }
    }

    private Duration window(Instant now) {
        Duration half = first == null ? shortest : Duration.between(first, now).dividedBy(2);
        return half.compareTo(shortest) < 0 ? shortest : half.compareTo(longest) > 0 ? longest : half;
    }

    private Sample second() {
        return samples.stream().skip(1).findFirst().orElseThrow();
    }

    public double perSecond() {
        Sample oldest = samples.peekFirst();
        Sample last = samples.peekLast();
        if (oldest == null || last == null || !last.at().isAfter(oldest.at())) {
            return 0;
        }
        return (last.rows() - oldest.rows())
                * 1e9
                / Duration.between(oldest.at(), last.at()).toNanos();
    }
}
