package winnow.hub.view;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import winnow.protocol.member.Histogram;
import winnow.protocol.member.JobFigures;
import winnow.protocol.member.Progress;
import winnow.protocol.member.Role;

/** What one life of one member has done for one job. One thread. */
final class Contribution {
    private static final Duration WINDOW = Duration.ofSeconds(5);

    private final String name;
    private final Role role;
    private final Instant started;
    private final RowRate rate = RowRate.over(WINDOW);
    private Progress progress = Progress.of(0, 0);
    private @Nullable JobFigures figures;

    Contribution(String name, Role role, Instant started) {
        this.name = name;
        this.role = role;
        this.started = started;
    }

    void saw(Progress said) {
        if (said.rows() >= progress.rows()) { // two ways lead here, and one may be late
            progress = said;
        }
    }

    void saw(JobFigures said) {
        figures = said;
    }

    void sample(Instant now) {
        rate.at(now, progress.rows());
    }

    String name() {
        return name;
    }

    Role role() {
        return role;
    }

    Instant started() {
        return started;
    }

    Progress progress() {
        return progress;
    }

    Optional<JobFigures> figures() {
        return Optional.ofNullable(figures);
    }

    double rowsPerSecond() {
        return Math.round(rate.perSecond() * 10) / 10.0;
    }

    @Nullable String waiting() {
        return figures != null && figures.waiting() != null ? figures.waiting() : progress.waiting();
    }

    Optional<Histogram> latency(String stage) {
        return figures().map(latest -> latest.latency().get(stage));
    }

    /** How much of its threads' time goes into work, from 0 to 1. */
    double busy() {
        if (figures == null || figures.threads().isEmpty()) {
            return 0;
        }
        double share = figures.threads().stream()
                .mapToDouble(thread -> thread.process() + thread.commit())
                .average()
                .orElse(0);
        return Math.max(0, Math.min(1, share));
    }
}
