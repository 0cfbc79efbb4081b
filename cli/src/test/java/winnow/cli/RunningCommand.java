package winnow.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command of {@code bin/winnow} that was started and may not have ended yet. */
final class RunningCommand {
    /** Nothing here takes minutes, but machines are shared. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final List<String> command;
    private final Process process;
    private final Path out;
    private final Path err;

    RunningCommand(List<String> command, Process process, Path out, Path err) {
        this.command = command;
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** The script becomes the program: it is the number of the Java process. */
    long pid() {
        return process.pid();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** How it ended, once it has. */
    BinWinnow.Result await() {
        return await(PATIENCE);
    }

    BinWinnow.Result await(Duration longest) {
        try {
            if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(command + " did not end within " + longest + "; it said " + said());
            }
            return new BinWinnow.Result(process.exitValue(), Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What it has said so far. */
    String said() {
        try {
            return Files.readString(out) + Files.readString(err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
