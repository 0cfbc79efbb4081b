package winnow.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Turns SIGTERM and Ctrl-C into a program's own way to stop, and holds the JVM until it has stopped. One at a time;
 * close it when the program has ended.
 */
final class Termination implements AutoCloseable {
    /** A program that does not stop by then is ended all the same. */
    private static final long PATIENCE_SECONDS = 30;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;
    private volatile @Nullable Integer exitCode;

    private Termination(Runnable stop) {
        this.hook = new Thread(() -> end(stop), "termination");
    }

    /** @param stop called by another thread, at most once */
    static Termination stops(Runnable stop) {
        Termination termination = new Termination(stop);
        Runtime.getRuntime().addShutdownHook(termination.hook);
        return termination;
    }

    private void end(Runnable stop) {
        if (ended.getCount() == 0) {
            return;
        }
        stop.run();
        try {
            if (!ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("winnow: did not stop within " + PATIENCE_SECONDS + " s");
            }
            Integer code = exitCode;
            if (code != null) {
                Runtime.getRuntime().halt(code); // by itself the JVM answers with the number of the signal
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Has the process end with this code, whatever signal it was stopped by. All that it has to say must be out. */
    int endWith(int code) {
        exitCode = code;
        return code;
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook); // the process may run another program
        } catch (IllegalStateException e) {
            // it is being told to stop, and the hook is at work
        }
    }
}
