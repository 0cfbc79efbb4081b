package winnow.hub.view;

import java.time.Instant;
import java.util.List;

/**
 * The cluster at one moment.
 *
 * @param state {@code ready}, {@code degraded} or {@code empty}
 * @param jobs newest first, at most {@link #JOBS}
 * @param events newest first, at most {@link EventLog#KEPT}
 */
public record ClusterView(
        Instant now,
        String state,
        String sentence,
        List<MemberView> members,
        List<JobLine> jobs,
        List<EventView> events) {
    public static final int JOBS = 50;
}
