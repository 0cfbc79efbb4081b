package winnow.hub.view;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Rows a second over a window that slides; falls to zero when no more rows come. One thread. */
final class RowRate {
    private final Duration window;
    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(Instant at, long rows) {}

    RowRate(Duration window) {
        this.window = window;
    }

    /** @param rows how many there were in all by then */
    void at(Instant now, long rows) {
        Sample last = samples.peekLast();
        if (last != null && (rows < last.rows() || !now.isAfter(last.at()))) {
            if (rows >= last.rows()) {
                return;
            }
            samples.clear(); // somebody counts from the beginning again
        }
        if (rows > 0 && last != null && last.rows() == 0) {
            samples.clear(); // the time before the first row says nothing of the rate
            samples.add(last);
        }
        samples.addLast(new Sample(now, rows));
        // one sample from before the window stays, so that the samples span it
        while (samples.size() > 2 && !second().at().isAfter(now.minus(window))) {
            samples.removeFirst();
        }
    }

    private Sample second() {
        return samples.stream().skip(1).findFirst().orElseThrow();
    }

    double perSecond() {
        Sample first = samples.peekFirst();
        Sample last = samples.peekLast();
        if (first == null || last == null || !last.at().isAfter(first.at())) {
            return 0;
        }
        return (last.rows() - first.rows())
                * 1e9
                / Duration.between(first.at(), last.at()).toNanos();
    }
}
