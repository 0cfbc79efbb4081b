package winnow.cli.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import winnow.local.ChildProcess;
import winnow.local.LogFile;
import winnow.local.ProcessRecord;

/** A sender or a receiver that was started, and what came of it. */
final class Program {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String SPEAKER = "winnow: ";

    private final ProcessRecord process;
    private final CompletableFuture<Integer> exit;
    private final Path log;

    private Program(ChildProcess child, Path log) {
        this.process = child.record();
        this.exit = child.onExit();
        this.log = log;
    }

    static Program start(List<String> command, Path log) {
        return new Program(ChildProcess.start(command, log), log);
    }

    /** Its exit code, once it has ended. */
    OptionalInt exitCode() {
        return exit.isDone() ? OptionalInt.of(exit.join()) : OptionalInt.empty();
    }

    boolean failed() {
        return exitCode().orElse(0) != 0;
    }

    /** The sentence with which it ended, as it stands at the end of its log. */
    String lastWords() {
        String line = new LogFile(log).lastLine();
        return line.startsWith(SPEAKER)
                ? line.substring(SPEAKER.length())
                : "it ended with exit code " + exit.join() + "; its log is " + log;
    }

    /** Waits until it has ended, or for so long. */
    void awaitExit(Duration longest) {
        try {
            exit.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // whoever waits looks at exitCode() or stops it
        } catch (ExecutionException e) {
            throw new IllegalStateException("a process's exit code cannot fail", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Asks it to stop, waits, and insists. */
    void stop() {
        ProcessRecord.stop(List.of(process), PATIENCE);
    }
}
