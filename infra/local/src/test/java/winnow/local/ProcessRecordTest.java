package winnow.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class ProcessRecordTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(300);

    @TempDir
    Path folder;

    private final List<ProcessRecord> started = new ArrayList<>();

    @AfterEach
    void leaveNothing() {
        ProcessRecord.stop(started, SHORT);
    }

    @Test
    void start_recordsAProcessOfItsOwn() throws Exception {
        ProcessRecord sleeper = start("sleep", "600").record();

        assertThat(sleeper.alive()).isTrue();
        ProcessHandle process = ProcessHandle.of(sleeper.pid()).orElseThrow();
        assertThat(process.info().startInstant()).contains(sleeper.started());
        // the number stays when setsid or nohup has become the program
        start("sh", "-c", "echo me $$").onExit().get(30, TimeUnit.SECONDS);
        assertThat(log()).contains("me " + started.get(1).pid());
    }

    @Test
    void start_handsOnNeitherInputNorWinnowVariables() throws Exception {
        // the build sets WINNOW_FOR_THE_PARENT for this JVM
        assertThat(System.getenv("WINNOW_FOR_THE_PARENT")).isEqualTo("yes");
        start("sh", "-c", "cat; echo [$WINNOW_FOR_THE_PARENT] $0 end", "name")
                .onExit()
                .get(30, TimeUnit.SECONDS);
        assertThat(log()).contains("[] name end");
    }

    @Test
    void start_appendsAllThatIsPrintedToTheLog() throws Exception {
        start("sh", "-c", "echo first").onExit().get(30, TimeUnit.SECONDS);
        Integer exit = start("sh", "-c", "echo second >&2; exit 7").onExit().get(30, TimeUnit.SECONDS);

        assertThat(exit).isEqualTo(7);
        assertThat(log()).containsSubsequence("--- started ", "first", "--- started ", "second");
        assertThat(new LogFile(folder.resolve("log")).lastLine()).isEqualTo("second");
    }

    @Test
    void stop_asksFirst() throws Exception {
        ChildProcess polite = ready("trap 'echo asked; exit 5' TERM; echo ready; while :; do sleep 0.05; done");

        ProcessRecord.stop(List.of(polite.record()), LONG);

        assertThat(polite.record().alive()).isFalse();
        assertThat(polite.onExit().get(30, TimeUnit.SECONDS)).isEqualTo(5);
        assertThat(log()).contains("asked");
    }

    @Test
    void stop_killsWhatDoesNotListen() throws Exception {
        ChildProcess deaf = ready("trap '' TERM; echo ready; while :; do sleep 0.05; done");

        ProcessRecord.stop(List.of(deaf.record()), SHORT);

        assertThat(deaf.record().alive()).isFalse();
        assertThat(deaf.onExit().get(30, TimeUnit.SECONDS)).isEqualTo(128 + 9);
    }

    @Test
    void stop_neverTouchesAnotherProcessOfTheSameNumber() {
        ProcessRecord stranger = start("sleep", "600").record();
        ProcessRecord outdated =
                new ProcessRecord(stranger.pid(), stranger.started().minusSeconds(60));

        assertThat(outdated.alive()).isFalse();
        ProcessRecord.stop(List.of(outdated), SHORT);

        assertThat(stranger.alive()).isTrue();
    }

    @Test
    void alive_isFalseForAProcessThatOnlyItsParentHasNotCollected() throws Exception {
        // the shell never waits for its child, which ends at once and stays as a zombie
        ChildProcess parent = ready("sleep 0.2 & echo child $!; echo ready; exec sleep 600");
        long pid = Long.parseLong(log().replaceAll("(?s).*child (\\d+).*", "$1"));
        ProcessRecord child = ProcessRecord.of(ProcessHandle.of(pid).orElseThrow());

        ProcessRecord.stop(List.of(child), LONG);

        assertThat(ProcessHandle.of(pid)).as("still has its number").isPresent();
        assertThat(child.alive()).isFalse();
        assertThat(parent.record().alive()).isTrue();
    }

    private ChildProcess start(String... command) {
        ChildProcess process = ChildProcess.start(List.of(command), folder.resolve("log"));
        started.add(process.record());
        return process;
    }

    /** Starts a script and returns when it has said that it is ready. */
    private ChildProcess ready(String script) throws Exception {
        ChildProcess process = start("sh", "-c", script);
        while (!log().contains("ready\n")) {
            assertThat(process.record().alive()).isTrue();
            Thread.onSpinWait();
        }
        return process;
    }

    private String log() throws Exception {
        return Files.readString(folder.resolve("log"));
    }
}
