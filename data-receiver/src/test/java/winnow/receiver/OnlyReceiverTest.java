package winnow.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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
    @Timeout(60)
    void isAtWork_doesNotMeanOneThatOnlyItsParentHasNotCollected() throws Exception {
        // the shell never waits for its child, which ends at the end of its input and stays as a zombie
        Process parent =
                new ProcessBuilder("sh", "-c", "exec 3<&0; cat <&3 >/dev/null & echo $!; exec sleep 600").start();
        try (BufferedReader said = parent.inputReader()) {
            ProcessHandle child =
                    ProcessHandle.of(Long.parseLong(said.readLine())).orElseThrow();
            Member receiver = receiver("here", child.pid(), started(child), NOW);
            assertThat(OnlyReceiver.isAtWork(receiver, "here", NOW)).isTrue();
            parent.getOutputStream().close();
            while (OnlyReceiver.isAtWork(receiver, "here", NOW)) {
                Thread.onSpinWait();
            }
            assertThat(ProcessHandle.of(child.pid())).as("still has its number").isPresent();
        } finally {
            parent.destroyForcibly();
        }
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
