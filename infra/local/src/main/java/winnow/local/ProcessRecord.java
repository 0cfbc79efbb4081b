package winnow.local;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import winnow.protocol.ExitCode;

/**
 * A process that we started, so that it is found again later: numbers of processes are used again, a number with a
 * start time is not. Whatever is no longer that very process is never touched.
 */
public record ProcessRecord(long pid, Instant started) {
    /** Linux derives a start time from the time of boot, which moves by a second when the clock is set. */
    private static final Duration CLOCK_STEP = Duration.ofSeconds(2);
    /** After this the kernel itself does not let go of the process. */
    private static final Duration KILL_TAKES = Duration.ofSeconds(10);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    /** @param process one that was just started; if it has ended already, the record is of a process that is gone */
    static ProcessRecord of(ProcessHandle process) {
        return new ProcessRecord(process.pid(), process.info().startInstant().orElseGet(Instant::now));
    }

    /** This very process. */
    public static ProcessRecord ofOurselves() {
        return of(ProcessHandle.current());
    }

    public boolean alive() {
        return handle().isPresent();
    }

    /** Whether a process that gives this number and start time is the recorded one. */
    boolean same(long otherPid, Instant otherStarted) {
        return pid == otherPid && Duration.between(started, otherStarted).abs().compareTo(CLOCK_STEP) <= 0;
    }

    /**
     * Stops them all at once, first by asking (SIGTERM) and after {@code patience} by force, and returns when they are
     * gone.
     */
    public static void stop(Collection<ProcessRecord> processes, Duration patience) {
        processes.forEach(process -> process.handle().ifPresent(ProcessHandle::destroy));
        List<ProcessRecord> stubborn = alive(processes, Deadline.in(patience));
        stubborn.forEach(process -> process.handle().ifPresent(ProcessHandle::destroyForcibly));
        for (ProcessRecord process : alive(stubborn, Deadline.in(KILL_TAKES))) {
            throw ExitCode.FAILED.because("process " + process.pid + " does not end, not even by kill -9:"
                    + " it waits for its disk or a debugger holds it; free it and try again");
        }
    }

    /** Those that are still there at the deadline. */
    private static List<ProcessRecord> alive(Collection<ProcessRecord> processes, Deadline deadline) {
        return processes.stream().filter(process -> !process.gone(deadline)).toList();
    }

    private boolean gone(Deadline deadline) {
        while (true) {
            Optional<ProcessHandle> process = found();
            if (process.isEmpty()) {
                return true;
            }
            if (deadline.passed()) {
                return !alive();
            }
            long wait = Math.min(LOOK_AGAIN.toMillis(), deadline.left().toMillis() + 1);
            try {
                process.get().onExit().get(wait, TimeUnit.MILLISECONDS);
            } catch (TimeoutException | ExecutionException e) {
                // never "exits" if its parent does not notice; by now at least its files and ports are closed
                if (!alive()) {
                    return true;
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw ExitCode.INTERRUPTED.because("interrupted while stopping process " + pid, e);
            }
        }
    }

    /** The process, if it runs and is still the one that was recorded. */
    private Optional<ProcessHandle> handle() {
        // one that has ended and waits for its parent to notice has a number and a start, but no program
        return found().filter(process -> process.info().command().isPresent());
    }

    private Optional<ProcessHandle> found() {
        return ProcessHandle.of(pid)
                .filter(process -> process.info()
                        .startInstant()
                        .filter(start -> same(pid, start))
                        .isPresent());
    }
}
