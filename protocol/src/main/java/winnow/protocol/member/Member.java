package winnow.protocol.member;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import winnow.protocol.ExitCode;
import winnow.protocol.job.JobId;

/**
 * Entry of {@code winnow.members}, under the member's name: a program that is ready to work, and how far it is. It is
 * written again while the program lives, and removed when it ends in good order.
 *
 * @param version of this form, see {@link winnow.protocol.job.JobRecord}
 * @param host name of the machine, for people
 * @param started start of the process; with {@code pid} it tells this process from an earlier one of the same name
 * @param seen when this was written
 * @param jobs progress by id of job
 * @param metrics {@code host:port} of the program's HTTP server, which tells more ({@link MemberStatus}); null for none
 */
public record Member(
        int version,
        String name,
        Role role,
        String host,
        long pid,
        Instant started,
        Instant seen,
        Map<JobId, Progress> jobs,
        @Nullable String metrics) {

    private static final int VERSION = 1;

    public Member {
        if (version != VERSION) {
            throw ExitCode.FAILED.because("member " + name + " is written in version " + version
                    + " and this Winnow knows " + VERSION + ": update this Winnow");
        }
        jobs = new TreeMap<>(jobs);
    }

    public static Member of(
            String name, Role role, String host, long pid, Instant started, Instant seen, Map<JobId, Progress> jobs) {
        return new Member(VERSION, name, role, host, pid, started, seen, jobs, null);
    }

    /** The same, with the address of its HTTP server. */
    public Member at(@Nullable String address) {
        return new Member(version, name, role, host, pid, started, seen, jobs, address);
    }
}
