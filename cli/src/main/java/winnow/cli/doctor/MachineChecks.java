package winnow.cli.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import winnow.cli.access.SecretFile;
import winnow.protocol.StopException;

/** What can be seen of this machine without Kafka. */
public final class MachineChecks {
    private final Consumer<Finding> findings;

    /** @param findings told of each as it is found */
    public MachineChecks(Consumer<Finding> findings) {
        this.findings = findings;
    }

    public void java() {
        findings.accept(Finding.ok("java", Runtime.version() + ", " + System.getProperty("java.home")));
    }

    /** @param needed bytes of results that may come before anybody looks at the disk again */
    public void disk(Path jobs, long needed) {
        Path there = jobs;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        try {
            long free = Files.getFileStore(there).getUsableSpace();
            findings.accept(room("disk", "where jobs are, " + jobs, free, needed));
        } catch (IOException e) {
            findings.accept(Finding.mend("disk", "cannot look at the disk of " + jobs + ": " + e.getMessage()));
        }
    }

    static Finding room(String subject, String where, long free, long needed) {
        String has = gibibytes(free) + " GiB free (" + where + ")";
        return free >= needed
                ? Finding.ok(subject, has)
                : Finding.mend(
                        subject,
                        has + ", and " + gibibytes(needed) + " GiB may be needed: free some, or run jobs with a smaller"
                                + " --window");
    }

    private static String gibibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / (double) (1L << 30));
    }

    /** Kafka's clients and Winnow's members name this machine by its own name. */
    public void ownName() {
        try {
            InetAddress own = InetAddress.getLocalHost();
            findings.accept(Finding.ok("name", own.getHostName() + " is " + own.getHostAddress()));
        } catch (UnknownHostException e) {
            findings.accept(Finding.mend(
                    "name",
                    "this machine does not know its own name (" + e.getMessage() + "): put it into /etc/hosts"));
        }
    }

    public void secrets(List<SecretFile> files) {
        for (SecretFile file : files) {
            try {
                findings.accept(
                        file.isOwnersAlone()
                                ? Finding.ok("secret", file.path() + " is its owner's alone")
                                : Finding.mend(
                                        "secret", "others may read or change " + file.path() + ": " + file.remedy()));
            } catch (StopException e) {
                findings.accept(Finding.mend("secret", e.getMessage()));
            }
        }
    }
}
