package winnow.hub.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import winnow.protocol.job.JobId;
import winnow.protocol.member.Role;

/**
 * One program.
 *
 * @param state one of two words, ready and lost
 * @param address {@code host:port} of its own HTTP server; null if it has none
 * @param job what it works on; null if it works on nothing
 * @param rows of that job, since the program started; so are the figures that follow
 */
public record MemberView(
        String name,
        Role role,
        String state,
        String host,
        long pid,
        Instant seen,
        @Nullable String address,
        @Nullable JobId job,
        long rows,
        long rejected,
        double rowsPerSecond,
        @Nullable String waiting,
        long heapBytes,
        long heapMaxBytes) {}
