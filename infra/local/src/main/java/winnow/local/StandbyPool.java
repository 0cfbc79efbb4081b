package winnow.local;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import winnow.protocol.StopException;

/**
 * Processes that have started already and wait for a program to run: to start one takes a second or two of processor
 * time, which a short job, or one whose receiver was killed, waits for. A process that has run a program to its end
 * waits again, warmer than before. All of it is for speed alone: where there is none to be had, a program is started.
 *
 * <p>Any thread.
 */
public final class StandbyPool {
    /** A sender and a receiver. */
    public static final int FOR_A_JOB = 2;
    /** One more, that takes the place of either. */
    public static final int AT_REST = 3;

    private final StandbyFolder folder;
    private final JavaCommand command;
    private final Path log;
    private final Optional<String> launch;

    /**
     * @param home the cluster's folder
     * @param command starts one; it calls {@link StandbyServer#serve}
     */
    public StandbyPool(Path home, JavaCommand command) {
        this.folder = StandbyFolder.in(home);
        this.log = new ClusterFolder(home).log("standby");
        this.command = command;
        // a socket needs a short name; without the archive of a build it could not be told from one of another build
        this.launch = folder.hasShortName() ? command.identity() : Optional.empty();
    }

    /** Whether what the process of this command would do can be done by one that waits. */
    public boolean fits(JavaCommand other) {
        return launch.isPresent()
                && launch.equals(other.withArguments(command.arguments()).identity());
    }

    /** Starts as many as are missing, and does not wait for them. Those of another build are ended. */
    public void keep(int wanted) {
        if (launch.isEmpty()) {
            return;
        }
        try {
            int free = 0;
            for (Standby standby : folder.free()) {
                if (standby.launch().equals(launch.get())) {
                    free++;
                } else if (folder.claim(standby)) {
                    ProcessHandle.of(standby.process().pid()).ifPresent(ProcessHandle::destroy);
                }
            }
            for (; free < wanted; free++) {
                start(launch.get());
            }
        } catch (StopException | UncheckedIOException e) {
            // the next program is started the long way
        }
    }

    private void start(String ourLaunch) {
        folder.make();
        ChildProcess child = ChildProcess.start(command.line(), log);
        folder.offer(new Standby(child.record(), ourLaunch));
    }

    /** One that waits, from now on ours alone; empty if there is none. One that is about to be ready is waited for. */
    public Optional<HiredStandby> hire() {
        try {
            for (Standby standby : folder.free()) {
                if (launch.filter(standby.launch()::equals).isPresent() && folder.claim(standby)) {
                    Optional<HiredStandby> hired = HiredStandby.call(standby, folder);
                    if (hired.isPresent()) {
                        return hired;
                    }
                }
            }
        } catch (UncheckedIOException e) {
            // as if there were none
        }
        return Optional.empty();
    }
}
