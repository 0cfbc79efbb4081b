package winnow.aws;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import winnow.protocol.ExitCode;

/** Waits until a machine that has just been made lets the caller in and has done with itself. */
final class Reach {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofSeconds(3);

    private final String user;
    private final Path key;
    private final Path knownHosts;
    private final Commands commands;

    Reach(String user, Path key, Path knownHosts, Commands commands) {
        this.user = user;
        this.key = key;
        this.knownHosts = knownHosts;
        this.commands = commands;
    }

    /** @throws winnow.protocol.StopException NOT_READY */
    void await(List<Host> hosts) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (Host host : hosts) {
            while (commands.exitCode("waiting for " + host.machine().label(), ssh(host)) != 0) {
                if (System.nanoTime() > deadline) {
                    throw ExitCode.NOT_READY.because(host.machine().label() + " (" + host.outside()
                            + ") does not let this machine in after " + PATIENCE.toMinutes()
                            + " minutes, its reason is above: 'make up TARGET=aws' again; MY_ADDRESS= if this machine's address is"
                            + " another");
                }
                pause();
            }
        }
    }

    /** Until the image's own first steps are over: they hold the locks that packages are installed under. */
    private List<String> ssh(Host host) {
        return List.of(
                "ssh",
                "-o",
                "BatchMode=yes",
                "-o",
                "ConnectTimeout=10",
                "-o",
                "LogLevel=ERROR",
                "-o",
                "IdentitiesOnly=yes",
                "-o",
                "StrictHostKeyChecking=accept-new",
                "-o",
                "HostKeyAlias=" + host.instanceId(),
                "-o",
                "UserKnownHostsFile=\"" + knownHosts + "\"",
                "-i",
                key.toString(),
                user + "@" + host.outside(),
                "cloud-init status --wait >/dev/null 2>&1; true");
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ExitCode.INTERRUPTED.because("interrupted while waiting for the machines", e);
        }
    }
}
