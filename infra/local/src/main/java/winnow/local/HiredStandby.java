package winnow.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import winnow.protocol.kafka.Json;

/** A process that waited and is ours alone, until it has run one program to its end. */
public final class HiredStandby {
    /** To start one takes a second on a quiet machine. Whoever waits longer is better off starting the program. */
    private static final Duration GETS_READY = Duration.ofSeconds(5);
    /** One that has been stopped by a signal does not answer. */
    private static final Duration ANSWERS = Duration.ofSeconds(2);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    /** What the shell says of a process that was killed by signal 9. */
    private static final int KILLED = 128 + 9;

    private final Standby standby;
    private final StandbyLine line;

    private HiredStandby(Standby standby, StandbyLine line) {
        this.standby = standby;
        this.line = line;
    }

    /** @param standby nobody else's; it ends by itself if it is not called */
    static Optional<HiredStandby> call(Standby standby, StandbyFolder folder) {
        Deadline deadline = Deadline.in(GETS_READY);
        while (standby.process().alive() && !deadline.passed()) {
            try {
                StandbyLine line =
                        StandbyLine.to(folder.socket(standby.process().pid()));
                if (answers(line)) {
                    return Optional.of(new HiredStandby(standby, line));
                }
                line.close();
                return Optional.empty();
            } catch (IOException e) { // not ready yet
                LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            }
        }
        return Optional.empty();
    }

    private static boolean answers(StandbyLine line) {
        CompletableFuture<@Nullable String> first = new CompletableFuture<>();
        daemon("standby-answers", () -> {
            try {
                first.complete(line.read());
            } catch (IOException e) {
                first.complete(null);
            }
        });
        try {
            return StandbyLine.HERE.equals(first.get(ANSWERS.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    public ProcessRecord process() {
        return standby.process();
    }

    /**
     * Has it run a program, which begins whatever becomes of us. Once.
     *
     * @param log where all that the program prints is appended, after a line that tells this start from earlier ones
     * @param ended told when the program has ended well, and before the process may be another's; if it fails, the process is
     *     nobody's any more
     * @return completes with the program's exit code, once the process waits again or is gone
     */
    public CompletableFuture<Integer> run(List<String> arguments, Path log, Runnable ended) {
        Assignment assignment =
                new Assignment(standby, arguments, log.toAbsolutePath().toString());
        try {
            new LogFile(log).begin();
            line.write(new String(Json.write(assignment), StandardCharsets.UTF_8));
        } catch (IOException e) {
            line.close();
            return CompletableFuture.completedFuture(KILLED);
        }
        CompletableFuture<Integer> exit = new CompletableFuture<>();
        daemon("standby-" + standby.process().pid(), () -> exit.complete(exitCode(ended)));
        return exit;
    }

    private int exitCode(Runnable ended) {
        int code = KILLED;
        try (line) {
            String said = line.read();
            if (said != null) {
                code = Integer.parseInt(said);
                if (code == 0) {
                    ended.run();
                    line.write(StandbyLine.SEEN);
                }
                line.read(); // the end of the line, when it waits again or is gone
            }
        } catch (IOException e) {
            // it is gone, which its silence has told already
        } catch (RuntimeException e) {
            // its end could not be noted, as on a full disk: what is not seen does not wait again, and the program has
            // ended
        }
        return code;
    }
}
