package winnow.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition with a deadline. */
final class Await {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private Await() {}

    static void that(String what, Duration longest, BooleanSupplier condition) {
        value(what, longest, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    /** @return the first value that there is */
    static <T> T value(String what, Duration longest, Supplier<Optional<T>> source) {
        long deadline = System.nanoTime() + longest.toNanos();
        while (true) {
            Optional<T> value = source.get();
            if (value.isPresent()) {
                return value.get();
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + longest + ": " + what);
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }
}
