package winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** What the system's {@code kill} sends to one process. */
enum Signal {
    INT,
    TERM,
    KILL,
    STOP,
    CONT;

    /** As a bit of Linux' masks. */
    private static final long SIGINT = 1L << 1;

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

    /** Whether processes that are started here hear it: an ignored signal stays ignored in all of a process's children. */
    boolean isHeard() {
        if (this != INT) {
            return true;
        }
        try (Stream<String> status = Files.lines(Path.of("/proc/self/status"))) {
            return status.filter(line -> line.startsWith("SigIgn:"))
                    .noneMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & SIGINT) != 0);
        } catch (IOException e) {
            return true; // no Linux: as everywhere but in the background of a script
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
