package winnow.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Signals to processes that the cluster's own records name. */
enum Signal {
    KILL,
    TERM,
    STOP,
    CONT;

    private static final Duration GONE = Duration.ofSeconds(30);

    /** @return whether there was such a process */
    boolean send(long pid) {
        if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()) {
            return false;
        }
        List<String> kill = List.of("kill", "-" + name(), Long.toString(pid));
        Command.start(Path.of("/dev/null"), Map.of(), kill).await(GONE);
        if (this == KILL) {
            requireGone(pid);
        }
        return true;
    }

    /** A fault that did not happen proves nothing. */
    private static void requireGone(long pid) {
        long deadline = System.nanoTime() + GONE.toNanos();
        while (ProcessHandle.of(pid).filter(Signal::lives).isPresent()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("process " + pid + " survived kill -9");
            }
            Pause.millis(10);
        }
    }

    /** One that has ended and waits for its parent to notice has a number, and no command. */
    private static boolean lives(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }
}
