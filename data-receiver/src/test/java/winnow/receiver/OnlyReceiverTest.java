package winnow.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import winnow.protocol.member.Member;
import winnow.protocol.member.Role;

class OnlyReceiverTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:24:10Z");
    private static final ProcessHandle PARENT =
            ProcessHandle.current().parent().orElseThrow(); // it is there as long as this test is

    private static Member receiver(String host, long pid, Instant started, Instant seen) {
        return Member.of("receiver-1", Role.RECEIVER, host, pid, started, seen, Map.of());
    }

    private static Instant started(ProcessHandle process) {
        return process.info().startInstant().orElseThrow();
    }

    @Test
    void isAtWork_knowsAProcessOfThisMachineByNumberAndStart() {
        long pid = PARENT.pid();
        Instant started = started(PARENT);
        Instant longAgo = NOW.minusSeconds(3600); // it may have been asleep
        assertThat(OnlyReceiver.isAtWork(receiver("here", pid, started, longAgo), "here", NOW))
                .isTrue();
        assertThat(OnlyReceiver.isAtWork(receiver("here", pid, started.plusSeconds(1), NOW), "here", NOW))
                .as("the clock was set")
                .isTrue();
        assertThat(OnlyReceiver.isAtWork(receiver("here", pid, started.minusSeconds(60), NOW), "here", NOW))
                .as("another process has its number now")
                .isFalse();
        assertThat(OnlyReceiver.isAtWork(receiver("here", Integer.MAX_VALUE, started, NOW), "here", NOW))
                .as("it is gone")
                .isFalse();
    }

    @Test
    void isAtWork_doesNotMeanItself() {
        ProcessHandle self = ProcessHandle.current();
        assertThat(OnlyReceiver.isAtWork(receiver("here", self.pid(), started(self), NOW), "here", NOW))
                .isFalse();
    }

    @Test
    void isAtWork_believesAnotherMachineForAWhile() {
        assertThat(OnlyReceiver.isAtWork(receiver("there", 1, NOW, NOW.minusSeconds(14)), "here", NOW))
                .isTrue();
        assertThat(OnlyReceiver.isAtWork(receiver("there", 1, NOW, NOW.minusSeconds(15)), "here", NOW))
                .isFalse();
    }
}
