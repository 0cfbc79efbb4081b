package winnow.hub.view;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import winnow.protocol.job.JobId;
import winnow.protocol.kafka.Announcer;
import winnow.protocol.member.Member;
import winnow.protocol.member.MemberStatus;

/** What is known of one member, and whether it is still there. One thread. */
final class MemberLife {
    /** As long as 'winnow status' believes in a member. */
    static final Duration SILENT = Announcer.HEARTBEAT.multipliedBy(3);
    /** Longer than a heartbeat: a program that lives says so in between, whatever has become of its port. */
    static final Duration REFUSING = Announcer.HEARTBEAT.plusSeconds(2);

    private Member member;
    private Instant heard;
    private @Nullable Instant refusingSince;
    private @Nullable Instant lostSince;
    private @Nullable MemberStatus status;

    /** @param heard when it said so, by the hub's clock */
    MemberLife(Member member, Instant heard) {
        this.member = member;
        this.heard = heard;
    }

    Member member() {
        return member;
    }

    boolean isSameLife(Member other) {
        return member.started().equals(other.started()) && member.pid() == other.pid();
    }

    void heard(Member said, Instant now) {
        if (!isSameLife(said)) {
            status = null;
        }
        member = said;
        heard = now;
        refusingSince = null;
    }

    void answered(MemberStatus answer, Instant now) {
        status = answer;
        heard = now;
        refusingSince = null;
    }

    void refused(Instant now) {
        if (refusingSince == null) {
            refusingSince = now;
        }
    }

    /** Whether it is to be called lost from now on. */
    boolean isSilent(Instant now) {
        return Duration.between(heard, now).compareTo(SILENT) >= 0
                || (refusingSince != null
                        && Duration.between(refusingSince, now).compareTo(REFUSING) >= 0);
    }

    Instant lastHeard() {
        return heard;
    }

    boolean lost() {
        return lostSince != null;
    }

    @Nullable Instant lostSince() {
        return lostSince;
    }

    void lostSince(@Nullable Instant since) {
        lostSince = since;
    }

    /** What it works on: of several the newest. */
    @Nullable JobId job(Predicate<JobId> atWork) {
        return member.jobs().keySet().stream()
                .filter(atWork)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    MemberView view(@Nullable JobId job, @Nullable Contribution part) {
        MemberStatus last = status;
        return new MemberView(
                member.name(),
                member.role(),
                lost() ? "lost" : "ready",
                member.host(),
                member.pid(),
                heard,
                member.metrics(),
                job,
                part == null ? 0 : part.progress().rows(),
                part == null ? 0 : part.progress().rejected(),
                part == null || lost() ? 0 : part.rowsPerSecond(),
                part == null ? null : part.waiting(),
                last == null ? 0 : last.heapBytes(),
                last == null ? 0 : last.heapMaxBytes());
    }
}
