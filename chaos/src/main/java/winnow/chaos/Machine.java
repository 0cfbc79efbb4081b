package winnow.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What some faults need of the machine: a small disk of its own for the jobs, and a network that may be cut. Where it does
 * not give them, these faults are left out, and why is said.
 */
final class Machine {
    /** Set by {@code make chaos} when it runs in a network namespace of its own. */
    private static final String OWN_NETWORK = "WINNOW_CHAOS_OWN_NETWORK";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int DISK_MEGABYTES = 256;
    private static final int PIECE_BYTES = 1 << 20;

    private final Path disk;
    private final Path ballast;
    private final int brokerPort;
    private final Map<Fault, String> impossible = new EnumMap<>(Fault.class);

    /** @param disk the folder that lies on a disk of its own, if that can be */
    Machine(Path disk, int brokerPort) throws IOException {
        this.disk = Files.createDirectories(disk);
        this.ballast = disk.resolve("ballast");
        this.brokerPort = brokerPort;
        if (run("mount", "-t", "tmpfs", "-o", "size=" + DISK_MEGABYTES + "m", "winnow-chaos", disk.toString()) != 0) {
            impossible.put(Fault.FILL_DISK, "no small file system can be mounted here: it takes root");
        }
        if (System.getenv(OWN_NETWORK) == null) {
            impossible.put(Fault.CUT_NETWORK, "this is not a network namespace of its own: it takes root and unshare");
        } else if (run("iptables", "-L") != 0) {
            impossible.put(Fault.CUT_NETWORK, "there is no iptables here, or it may not be used");
        }
    }

    /** Faults that cannot be made here, and why. */
    Map<Fault, String> impossible() {
        return impossible;
    }

    /** Leaves not a byte of room. */
    void fillDisk() {
        byte[] piece = new byte[PIECE_BYTES];
        try (var out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(piece);
            }
        } catch (IOException full) {
            // that is what was wanted
        }
    }

    void freeDisk() {
        try {
            Files.deleteIfExists(ballast);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void cutNetwork() {
        rule("-A");
    }

    void mendNetwork() {
        rule("-D");
    }

    private void rule(String addOrDelete) {
        List<String> line = List.of(
                "iptables", addOrDelete, "INPUT", "-p", "tcp", "--dport", Integer.toString(brokerPort), "-j", "DROP");
        if (run(line.toArray(String[]::new)) != 0) {
            throw new IllegalStateException("cannot change the network: " + line);
        }
    }

    /** Takes the small disk away; the folder stays. */
    void close() {
        if (!impossible.containsKey(Fault.FILL_DISK)) {
            run("umount", disk.toString());
        }
    }

    private static int run(String... line) {
        try {
            return Command.start(Path.of("/dev/null"), Map.of(), List.of(line)).await(PATIENCE);
        } catch (UncheckedIOException e) {
            return -1; // no such program
        }
    }
}
