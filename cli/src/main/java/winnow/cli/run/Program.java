package winnow.cli.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import winnow.local.ChildProcess;
import winnow.local.HiredStandby;
import winnow.local.LogFile;
import winnow.local.ProcessRecord;

/** A winnow command in a process of its own, and what came of it. */
public final class Program {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String SPEAKER = "winnow: ";
    /** 128 and the number of the signal: abort, bus error, arithmetic, kill, segmentation. */
    private static final Set<Integer> CRASHES = Set.of(134, 135, 136, 137, 139);

    private final ProcessRecord process;
    private final CompletableFuture<Integer> exit;
    private final Path log;

    private Program(ProcessRecord process, CompletableFuture<Integer> exit, Path log) {
        this.process = process;
        this.exit = exit;
        this.log = log;
    }

    /** @param withOurStandardInput whether it reads what this process could read from standard input */
    public static Program start(List<String> command, Path log, boolean withOurStandardInput) {
        ChildProcess child = withOurStandardInput
                ? ChildProcess.startWithOurStandardInput(command, log)
                : ChildProcess.start(command, log);
        return new Program(child.record(), child.onExit(), log);
    }

    /** @param ended told when it has ended well, before its process may be another program's */
    static Program run(HiredStandby standby, List<String> arguments, Path log, Runnable ended) {
        return new Program(standby.process(), standby.run(arguments, log, ended), log);
    }

    ProcessRecord process() {
        return process;
    }

    /** Its exit code, once it has ended. */
    public OptionalInt exitCode() {
        return exit.isDone() ? OptionalInt.of(exit.join()) : OptionalInt.empty();
    }

    boolean failed() {
        return exitCode().orElse(0) != 0;
    }

    /** Whether it ended without a word of its own: killed, or out of memory. A program that was asked to stop was not. */
    boolean crashed() {
        return CRASHES.contains(exitCode().orElse(0));
    }

    /** The sentence with which it ended, as it stands at the end of its log. */
    public String lastWords() {
        String line = new LogFile(log).lastLine();
        return line.startsWith(SPEAKER)
                ? line.substring(SPEAKER.length())
                : "a program of it ended with exit code " + exit.join() + ", its log is " + log;
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
