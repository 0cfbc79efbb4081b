package winnow.classifier.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedTest {
    /** Counts how often things are made, and notices one that is used after it was closed. */
    private static final class Thing implements AutoCloseable {
        private boolean closed;

        @Override
        public void close() {
            assertThat(closed).isFalse();
            closed = true;
        }
    }

    private final Shared<Thing> things = new Shared<>();

    @Test
    void hold_makesOneThingForAll_andTheLastClosesIt() {
        Shared<Thing>.Hold first = things.hold("a", Thing::new);
        Shared<Thing>.Hold second = things.hold("a", () -> {
            throw new AssertionError("there is one already");
        });
        assertThat(second.value()).isSameAs(first.value());
        assertThat(things.hold("b", Thing::new).value()).isNotSameAs(first.value());
        first.close();
        first.close();
        assertThat(second.value().closed).isFalse();
        second.close();
        assertThat(second.value().closed).isTrue();
        assertThat(things.hold("a", Thing::new).value()).isNotSameAs(second.value());
    }

    @Test
    void hold_keepsNothingOfAFailure() {
        assertThatThrownBy(() -> things.hold("a", () -> {
                    throw new IllegalStateException("not today");
                }))
                .hasMessage("not today");
        assertThat(things.hold("a", Thing::new).value().closed).isFalse();
    }

    @Test
    void hold_isNeverClosedWhileSomebodyHoldsIt() {
        AtomicInteger made = new AtomicInteger();
        ExecutorService executor = Executors.newFixedThreadPool(4);
        List<CompletableFuture<Void>> threads = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            threads.add(CompletableFuture.runAsync(
                    () -> {
                        for (int i = 0; i < 10_000; i++) {
                            try (Shared<Thing>.Hold hold = things.hold("a", () -> {
                                made.incrementAndGet();
                                return new Thing();
                            })) {
                                assertThat(hold.value().closed).isFalse();
                            }
                        }
                    },
                    executor));
        }
        threads.forEach(CompletableFuture::join);
        executor.shutdown();
        assertThat(made.get()).isPositive();
    }
}
