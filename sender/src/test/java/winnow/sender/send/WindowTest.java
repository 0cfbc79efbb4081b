package winnow.sender.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import winnow.protocol.StopException;
import winnow.protocol.frame.RowsFrame;

class WindowTest {
    private static final int PARTITIONS = 2;
    private static final int FRAME_BYTES = 1000;

    private static RowsFrame frame(long number) {
        return RowsFrame.seal(number, 0, 1, 1, 0, 1, 0, new byte[FRAME_BYTES], new byte[0]);
    }

    private static long fill(Window window, long next) {
        while (!window.isFull(frame(next))) {
            window.add(frame(next++));
        }
        return next;
    }

    @Test
    void isFull_whenSoManyBytesAreAheadOfTheReceiver() {
        Window window = new Window(100 * FRAME_BYTES, PARTITIONS);
        assertThat(fill(window, 0)).isEqualTo(100);
        window.receivedBefore(60);
        assertThat(fill(window, 100)).as("within a step").isBetween(158L, 160L);
        window.receivedBefore(50);
        assertThat(window.isFull(frame(160))).as("a mark never goes back").isTrue();
    }

    @Test
    void isFull_neverBeforeEachPartitionHasAFewFrames() {
        Window window = new Window(1, PARTITIONS);
        long next = fill(window, 0);
        assertThat(next).isEqualTo(4 * PARTITIONS);
        for (long mark = 1; mark < 100; mark++) {
            window.receivedBefore(mark);
            next = fill(window, next);
            assertThat(next).isEqualTo(mark + 4 * PARTITIONS);
        }
    }

    @Test
    void isFull_countsNothingThatWasSentAndReceivedBefore() {
        Window window = new Window(10 * FRAME_BYTES, PARTITIONS);
        window.receivedBefore(1000);
        for (long number = 0; number < 1000; number++) {
            window.add(frame(number));
        }
        assertThat(fill(window, 1000)).isEqualTo(1010);
    }

    @Test
    void await_goesOnWhenTheReceiverDoesAndSaysWhenItDoesNot() {
        AtomicLong nanos = new AtomicLong();
        List<String> said = new ArrayList<>();
        long[] received = {0};
        Pace[] pace = new Pace[1];
        pace[0] = new Pace(
                1,
                1,
                () -> {
                    nanos.addAndGet(20_000_000_000L);
                    String waiting = pace[0].waiting();
                    said.add(waiting == null ? "" : waiting);
                    return said.size() < 4 ? 0 : ++received[0];
                },
                nanos::get);
        for (long number = 0; number < 5; number++) {
            pace[0].await(frame(number));
            pace[0].passed(frame(number));
        }
        assertThat(said).hasSize(4);
        assertThat(said.get(1)).isEmpty();
        assertThat(said.get(2)).contains("--window");
        assertThat(pace[0].waiting()).isNull();
    }

    @Test
    void await_endsWhenInterrupted() {
        Pace pace = new Pace(1, 1, () -> 0, () -> 0);
        for (long number = 0; number < 4; number++) {
            pace.passed(frame(number));
        }
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> pace.await(frame(4))).isInstanceOf(StopException.class);
        assertThat(Thread.interrupted()).isTrue();
    }
}
