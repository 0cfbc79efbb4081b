package winnow.cli.run;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Rows a second over the last few seconds. Time is an argument; one thread. */
public final class Rate {
    private static final Duration WINDOW = Duration.ofSeconds(10);

    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(long nanos, long rows) {}

    public void at(long nanos, long rows) {
        samples.addLast(new Sample(nanos, rows));
        while (samples.size() > 2 && nanos - samples.getFirst().nanos() > WINDOW.toNanos()) {
            samples.removeFirst();
        }
    }

    public double perSecond() {
        if (samples.size() < 2) {
            return 0;
        }
        Sample first = samples.getFirst();
        Sample last = samples.getLast();
        long nanos = last.nanos() - first.nanos();
        return nanos == 0 ? 0 : (last.rows() - first.rows()) * 1e9 / nanos;
    }
}
