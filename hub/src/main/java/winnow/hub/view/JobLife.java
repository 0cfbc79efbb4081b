package winnow.hub.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import winnow.hub.view.EventView.Kind;
import winnow.hub.view.JobView.Counts;
import winnow.hub.view.JobView.Stall;
import winnow.protocol.job.JobInput;
import winnow.protocol.job.JobRecord;
import winnow.protocol.job.JobState;
import winnow.protocol.job.JobTotals;
import winnow.protocol.member.JobFigures;
import winnow.protocol.member.Member;
import winnow.protocol.member.Progress;
import winnow.protocol.member.Role;

/** One job over time, summed up from what its members say. Only to be looked at. One thread. */
final class JobLife {
    /** Nothing received for so long, and the job is called stalled. */
    static final Duration STALL = Duration.ofSeconds(10);
    /** Before the first row the topics are made and the partitions given out: that is no stall while something moves. */
    static final Duration FIRST_ROW = Duration.ofSeconds(30);

    private final EventLog events = new EventLog();
    private final ThroughputLine throughput = new ThroughputLine();
    private final Eta eta = new Eta();
    private final Map<String, Contribution> parts = new LinkedHashMap<>();
    private final JobProgress progress;
    private JobRecord job;
    private @Nullable Instant started;
    private @Nullable Instant over;
    private Instant moved;
    private Instant anyMoved;
    private long underWay;
    private long received;
    private boolean stalled;
    private List<MemberView> lastMembers = List.of();

    JobLife(JobRecord job, Instant now) {
        this.job = job;
        this.progress = new JobProgress(job.id(), job.spec().input());
        this.moved = now;
        this.anyMoved = now;
        if (job.state().atWork() || job.state().ended()) {
            started = job.created();
        }
        if (JobPhase.of(job.state(), false, false).over()) {
            over = job.ended() == null ? now : job.ended();
        }
    }

    JobRecord record() {
        return job;
    }

    /** To be called if it was made just now. */
    List<EventView> made(Instant now) {
        if (!job.state().atWork()) {
            return List.of();
        }
        EventView event = event(now, Kind.STARTED, "job " + job.id() + " is at work", null);
        events.add(event);
        return List.of(event);
    }

    /** @return what has happened, to be told of the cluster as well */
    List<EventView> saw(JobRecord said, Instant now) {
        JobState before = job.state();
        job = said;
        List<EventView> happened = new ArrayList<>();
        if (said.state().atWork() && !before.atWork()) {
            started = started == null ? now : started;
            over = null;
            moved = now;
            happened.add(event(now, Kind.STARTED, "job " + said.id() + " is at work", null));
        }
        boolean ends = JobPhase.of(said.state(), false, false).over();
        if (ends && over == null) {
            Instant at = said.ended() == null ? now : said.ended();
            over = at;
            happened.add(event(at, Kind.ENDED, ending(said), seconds(said.created(), at)));
        }
        if (!said.state().atWork()) {
            stalled = false;
        }
        happened.forEach(events::add);
        return happened;
    }

    private static String ending(JobRecord job) {
        JobTotals totals = job.totals();
        if (totals != null) {
            return "job " + job.id() + " is done: " + totals.rows() + " rows, " + totals.rejected() + " rejected";
        }
        return "job " + job.id() + " has ended: " + job.reason();
    }

    void saw(Member member, Progress said) {
        part(member).saw(said);
        progress.saw(member);
    }

    Contribution part(Member member) {
        return parts.computeIfAbsent(
                member.name() + " " + member.started(),
                key -> new Contribution(member.name(), member.role(), member.started()));
    }

    Collection<Contribution> parts() {
        return parts.values();
    }

    void add(EventView event) {
        events.add(event);
    }

    /**
     * To be called every second.
     *
     * @return what has happened, to be told of the cluster as well
     */
    List<EventView> tick(Instant now, List<MemberView> members) {
        if (!job.state().atWork()) {
            return List.of();
        }
        lastMembers = members;
        parts.values().forEach(part -> part.sample(now));
        Counts counts = counts();
        long nowReceived = counts.received();
        throughput.at(now, nowReceived);
        eta.at(now, counts.classified(), total());
        List<EventView> happened = new ArrayList<>();
        if (nowReceived > received) {
            if (stalled) {
                happened.add(event(now, Kind.GOES_ON, "job " + job.id() + " goes on", seconds(moved, now)));
            }
            stalled = false;
            moved = now;
        } else if (!stalled && (isStill(counts, now) || job.state() == JobState.DISK_FULL)) {
            stalled = true;
            happened.add(event(now, Kind.STALLED, "job " + job.id() + ": " + why(now), null));
        }
        received = nowReceived;
        happened.forEach(events::add);
        return happened;
    }

    /** Until the first row is received, rows that are sent or classified are progress as well, but not for ever. */
    private boolean isStill(Counts counts, Instant now) {
        long nowUnderWay = counts.sent() + counts.classified();
        if (nowUnderWay > underWay) {
            underWay = nowUnderWay;
            anyMoved = now;
        }
        Instant since = counts.received() == 0 && anyMoved.isAfter(moved) ? anyMoved : moved;
        return Duration.between(since, now).compareTo(STALL) >= 0
                || Duration.between(moved, now).compareTo(FIRST_ROW) >= 0;
    }

    private EventView event(Instant at, Kind kind, String sentence, @Nullable Double seconds) {
        return new EventView(at, kind, job.id().text(), sentence, seconds);
    }

    private static double seconds(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toMillis() / 1000.0);
    }

    private @Nullable Stall stall(Instant now) {
        return stalled ? new Stall(nextChunk(), seconds(moved, now), why(now)) : null;
    }

    private String why(Instant now) {
        if (job.reason() != null) {
            return job.reason();
        }
        String forSoLong = " for " + Wording.seconds(seconds(moved, now));
        Optional<Contribution> receiver = newest(Role.RECEIVER);
        String waiting = receiver.map(Contribution::waiting).orElse(null);
        if (waiting != null) {
            return waiting;
        }
        if (receiver.isPresent() && !isThere(Role.RECEIVER)) {
            return "its receiver is gone, and nothing was received" + forSoLong;
        }
        if (!isThere(Role.INSTANCE)) {
            return "no instance works on it, and nothing was received" + forSoLong;
        }
        Long chunk = nextChunk();
        if (counts().sent() == 0) {
            return "nothing was sent" + forSoLong;
        }
        return chunk == null ? "nothing was received" + forSoLong : "chunk " + chunk + " has not come" + forSoLong;
    }

    private boolean isThere(Role role) {
        return lastMembers.stream()
                .anyMatch(member -> member.role() == role && member.state().equals("ready"));
    }

    /** What those do that are there: what a lost one has said last is not how things are. */
    private List<Contribution> present(List<MemberView> members) {
        return members.stream()
                .filter(member -> member.state().equals("ready"))
                .flatMap(member -> parts.values().stream()
                        .filter(part -> part.name().equals(member.name()))
                        .max(Comparator.comparing(Contribution::started))
                        .stream())
                .toList();
    }

    private @Nullable Long nextChunk() {
        return newest(Role.RECEIVER)
                .flatMap(Contribution::figures)
                .map(JobFigures::nextChunk)
                .orElse(null);
    }

    private Stream<Contribution> parts(Role role) {
        return parts.values().stream().filter(part -> part.role() == role);
    }

    private Optional<Contribution> newest(Role role) {
        return parts(role).max(Comparator.comparing(Contribution::started));
    }

    private Counts counts() {
        JobTotals totals = job.totals();
        if (totals != null) {
            return new Counts(totals.rows(), totals.classified(), totals.rows(), totals.rejected(), totals.missing());
        }
        return new Counts(
                progress.sent(), progress.classified(), progress.received(), progress.rejected(), progress.missing());
    }

    /** Rows in the input; null if unknown. */
    private @Nullable Long total() {
        if (job.totals() != null) {
            return job.totals().rows();
        }
        return progress.total();
    }

    private boolean totalIsExact() {
        return job.totals() != null || progress.totalIsExact();
    }

    private static @Nullable Double share(Counts counts, @Nullable Long total) {
        if (total == null) {
            return null;
        }
        return total == 0 ? 1.0 : Math.min(1, (double) counts.received() / total);
    }

    private @Nullable Double eta(Counts counts, @Nullable Long total) {
        return job.state().atWork() && !stalled ? eta.seconds(counts.classified(), counts.received(), total) : null;
    }

    private JobPhase phase(Counts counts) {
        return JobPhase.of(job.state(), counts.received() > 0, stalled);
    }

    JobLine line() {
        Counts counts = counts();
        Long total = total();
        return new JobLine(
                job.id(),
                phase(counts),
                job.created(),
                job.ended(),
                job.reason(),
                Wording.model(job.spec().model()),
                total,
                share(counts, total));
    }

    JobView view(Instant now, List<MemberView> members, FirstRejects rejects, @Nullable JsonNode report) {
        Counts counts = counts();
        Long total = total();
        Instant end = over;
        boolean ended = end != null;
        return new JobView(
                job.id(),
                phase(counts),
                job.reason(),
                now,
                job.created(),
                started,
                job.ended(),
                seconds(job.created(), end == null ? now : end),
                Wording.model(job.spec().model()),
                Wording.input(job.spec().input()),
                total,
                totalIsExact(),
                counts,
                share(counts, total),
                eta(counts, total),
                job.state() == JobState.STOPPED && !(job.spec().input() instanceof JobInput.StandardInput),
                stall(now),
                throughput.view(ended),
                FlowOfRows.of(present(members), counts, job.state().atWork(), progress.shareRead(), stalled),
                Latencies.of(parts.values()),
                Tables.labels(parts.values(), report),
                Tables.rejects(newest(Role.RECEIVER), counts.rejected(), rejects),
                ended ? lastMembers : members,
                events.newestFirst(),
                report);
    }
}
