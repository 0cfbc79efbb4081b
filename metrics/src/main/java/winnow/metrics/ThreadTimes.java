package winnow.metrics;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import winnow.protocol.member.ThreadShare;

/**
 * What a program's one thread spends its time with: what it does not say that it waits for is work. Shares are those of
 * the last second. Any thread.
 */
public final class ThreadTimes {
    /** What the thread may wait for. */
    public enum Wait {
        POLL,
        COMMIT
    }

    private static final long WINDOW_NANOS = Duration.ofSeconds(1).toNanos();

    private final String name;
    private final LongSupplier nanoTime;
    private final Map<Wait, Long> waited = new EnumMap<>(Wait.class);
    private @Nullable Wait current;
    private long currentSince;
    private long windowSince;
    private @Nullable ThreadShare last;

    public ThreadTimes(String name, LongSupplier nanoTime) {
        this.name = name;
        this.nanoTime = nanoTime;
        this.windowSince = nanoTime.getAsLong();
    }

    /** The thread waits from now on. */
    public synchronized void begin(Wait wait) {
        current = wait;
        currentSince = nanoTime.getAsLong();
    }

    /** It works again. */
    public synchronized void end() {
        count(nanoTime.getAsLong());
        current = null;
    }

    private void count(long now) {
        Wait wait = current;
        if (wait != null) {
            waited.merge(wait, now - currentSince, Long::sum);
            currentSince = now;
        }
    }

    public synchronized List<ThreadShare> shares() {
        long now = nanoTime.getAsLong();
        long window = now - windowSince;
        if (last == null || window >= WINDOW_NANOS) {
            count(now);
            double poll = share(Wait.POLL, window);
            double commit = share(Wait.COMMIT, window);
            last = new ThreadShare(name, Math.max(0, 1 - poll - commit), poll, commit);
            waited.clear();
            windowSince = now;
        }
        return List.of(last);
    }

    private double share(Wait wait, long window) {
        return window <= 0 ? 0 : Math.min(1, waited.getOrDefault(wait, 0L) / (double) window);
    }
}
