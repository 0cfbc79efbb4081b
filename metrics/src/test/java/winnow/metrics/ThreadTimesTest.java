package winnow.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import winnow.protocol.member.ThreadShare;

class ThreadTimesTest {
    private static final long MILLIS = 1_000_000;

    private final AtomicLong now = new AtomicLong();
    private final ThreadTimes times = new ThreadTimes("receiver", now::get);

    @Test
    void shares_areThoseOfTheLastSecond() {
        times.begin(ThreadTimes.Wait.POLL);
        now.addAndGet(250 * MILLIS);
        times.end();
        now.addAndGet(250 * MILLIS);
        times.begin(ThreadTimes.Wait.COMMIT);
        now.addAndGet(500 * MILLIS);
        assertThat(times.shares()).containsExactly(new ThreadShare("receiver", 0.25, 0.25, 0.5));

        now.addAndGet(500 * MILLIS); // still in the same wait
        assertThat(times.shares()).containsExactly(new ThreadShare("receiver", 0.25, 0.25, 0.5));
        now.addAndGet(500 * MILLIS);
        assertThat(times.shares()).containsExactly(new ThreadShare("receiver", 0, 0, 1));

        times.end();
        now.addAndGet(2000 * MILLIS);
        assertThat(times.shares()).containsExactly(new ThreadShare("receiver", 1, 0, 0));
    }
}
