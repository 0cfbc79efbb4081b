package winnow.hub.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import winnow.protocol.job.JobId;

/**
 * One job in a list of jobs.
 *
 * @param rows rows in the input; null if not known
 * @param share how much of it is received, from 0 to 1; null if not known
 */
public record JobLine(
        JobId id,
        JobPhase state,
        Instant created,
        @Nullable Instant ended,
        @Nullable String reason,
        String model,
        @Nullable Long rows,
        @Nullable Double share) {}
