package winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** What the system's {@code kill} sends to one process. */
enum Signal {
    INT,
    TERM,
    KILL,
    STOP,
    CONT;

    private static final Duration DIES = Duration.ofSeconds(60);

    void send(long pid) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name(), Long.toString(pid))
                    .inheritIO()
                    .start();
            assertThat(kill.waitFor()).as("kill -%s %d", name(), pid).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Kills a process that must be there, and returns when it is gone. */
    static void kill(long pid) {
        assertThat(isAlive(pid)).as("process %d is there to be killed", pid).isTrue();
        KILL.send(pid);
        Await.that("process " + pid + " is gone", DIES, () -> !isAlive(pid));
    }

    /** A process that has ended and waits for its parent to notice has no program any more. */
    static boolean isAlive(long pid) {
        return ProcessHandle.of(pid)
                .filter(process -> process.info().command().isPresent())
                .isPresent();
    }
}
