package winnow.simulation;

import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Every choice of one schedule, by its seed, and what happened by them. One thread. */
final class Schedule {
    private final SplittableRandom random;
    private final @Nullable List<String> events;

    /** @param events takes what happens, for a person to read; null to spare writing it down */
    Schedule(long seed, @Nullable List<String> events) {
        this.random = new SplittableRandom(seed);
        this.events = events;
    }

    /** A number from 0 on. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    void note(String event) {
        if (events != null) {
            events.add(event);
        }
    }

    void note(String event, long number) {
        if (events != null) {
            events.add(event + " " + number);
        }
    }

    void note(String event, long number, int partition) {
        if (events != null) {
            events.add(event + " " + number + ", partition " + partition);
        }
    }
}
