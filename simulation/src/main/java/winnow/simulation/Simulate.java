package winnow.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * {@code make simulate}: plays many schedules, each in one thread, by all cores. A schedule is repeated by its seed; one
 * alone is told event by event.
 */
public final class Simulate {
    private static final int SCHEDULES_AT_A_TIME = 1000;

    private Simulate() {}

    /** @param arguments how many schedules, and the seed of the first of them; the next ones count on from there */
    public static void main(String[] arguments) throws InterruptedException, ExecutionException {
        long schedules = Long.parseLong(arguments[0]);
        long seed = Long.parseLong(arguments[1]);
        long started = System.nanoTime();
        Long violated = schedules == 1 ? firstViolation(seed, seed + 1) : firstViolation(seed, schedules, cores());
        double seconds = (System.nanoTime() - started) / 1e9;
        if (schedules == 1 || violated != null) {
            System.out.println(tell(violated == null ? seed : violated, Set.of()));
        }
        if (violated != null) {
            System.exit(1);
        }
        System.out.printf(
                Locale.ROOT,
                "%d schedules from seed %d on, every one finished to the exact bytes: %.1f s, %.0f schedules/s%n",
                schedules,
                seed,
                seconds,
                schedules / seconds);
    }

    private static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }

    private static @Nullable Long firstViolation(long seed, long schedules, int threads)
            throws InterruptedException, ExecutionException {
        AtomicLong next = new AtomicLong(seed);
        long end = seed + schedules;
        Callable<@Nullable Long> play = () -> {
            Long violated = null;
            for (long from = take(next); from < end && violated == null; from = take(next)) {
                violated = firstViolation(from, Math.min(end, from + SCHEDULES_AT_A_TIME));
            }
            return violated;
        };
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<@Nullable Long>> all = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                all.add(pool.submit(play));
            }
            Long first = null;
            for (Future<@Nullable Long> one : all) {
                Long violated = one.get();
                first = first == null ? violated : first;
            }
            return first;
        } finally {
            pool.shutdown();
            pool.awaitTermination(1, TimeUnit.MINUTES);
        }
    }

    private static long take(AtomicLong next) {
        return next.getAndAdd(SCHEDULES_AT_A_TIME);
    }

    private static @Nullable Long firstViolation(long from, long to) {
        for (long seed = from; seed < to; seed++) {
            if (Simulation.violation(seed, Set.of(), null) != null) {
                return seed;
            }
        }
        return null;
    }

    /** The schedule of a seed, for a person to read: its events, how it ended, and how to repeat it. */
    static String tell(long seed, Set<Guard> missing) {
        List<String> events = new ArrayList<>();
        String violation = Simulation.violation(seed, missing, events);
        return "%s%nseed %d: %s%nmake simulate SCHEDULES=1 SEED=%d repeats it"
                .formatted(
                        String.join(System.lineSeparator(), events),
                        seed,
                        violation == null ? "finished to the exact bytes" : violation,
                        seed);
    }
}
