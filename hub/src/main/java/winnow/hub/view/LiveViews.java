package winnow.hub.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import winnow.hub.view.EventView.Kind;
import winnow.protocol.job.JobId;
import winnow.protocol.job.JobRecord;
import winnow.protocol.member.JobFigures;
import winnow.protocol.member.Member;
import winnow.protocol.member.MemberStatus;
import winnow.protocol.member.Role;

/**
 * Gathers what members and jobs say, and has the views of it. A program that is lost is kept in sight for a while, since
 * nobody takes its entry away. Any thread.
 */
public final class LiveViews implements Views {
    /** So long is a lost instance shown: somebody should see it. */
    static final Duration REMEMBERED = Duration.ofMinutes(15);

    /** A job that is not older was made just now. */
    private static final Duration NEW = Duration.ofSeconds(30);

    private final JobFiles files;
    private final Supplier<Instant> clock;
    private final Map<String, MemberLife> members = new TreeMap<>();
    private final Map<JobId, JobLife> jobs = new TreeMap<>(Comparator.reverseOrder());
    private final EventLog events = new EventLog();

    public LiveViews(JobFiles files, Supplier<Instant> clock) {
        this.files = files;
        this.clock = clock;
    }

    public synchronized void saw(JobRecord job, Instant now) {
        JobLife life = jobs.get(job.id());
        if (life == null) {
            life = new JobLife(job, now);
            jobs.put(job.id(), life);
            if (Duration.between(job.created(), now).compareTo(NEW) < 0) {
                life.made(now).forEach(events::add);
            }
        } else {
            life.saw(job, now).forEach(events::add);
        }
    }

    /** @param key of the entry that was removed */
    public synchronized void removed(String key) {
        jobs.keySet().removeIf(id -> id.text().equals(key));
    }

    /** An entry that was there before the hub was: nobody knows whether the program still is. */
    public synchronized void found(Member member, Instant now) {
        if (Duration.between(member.seen(), now).compareTo(REMEMBERED) < 0) {
            Instant heard = member.seen().isAfter(now) ? now : member.seen();
            members.put(member.name(), new MemberLife(member, heard));
            addProgress(member);
        }
    }

    public synchronized void saw(Member member, Instant now) {
        MemberLife life = members.get(member.name());
        if (life == null) {
            members.put(member.name(), new MemberLife(member, now));
            addProgress(member);
            tell(member, new EventView(now, Kind.JOINED, member.name(), who(member) + " has joined", null));
            return;
        }
        boolean again = !life.isSameLife(member);
        life.heard(member, now);
        addProgress(member);
        if (!recovered(life, now) && again) {
            tell(member, new EventView(now, Kind.JOINED, member.name(), who(member) + " was started again", null));
        }
    }

    public synchronized void left(String name, Instant now) {
        MemberLife life = members.remove(name);
        if (life != null) {
            tell(
                    life.member(),
                    new EventView(now, Kind.LEFT, name, who(life.member()) + " has ended in good order", null));
        }
    }

    /** What a member has answered. */
    public synchronized void answered(String name, MemberStatus status, Instant now) {
        MemberLife life = members.get(name);
        if (life == null || !life.isSameLife(status.member())) {
            return; // another program has that port now
        }
        life.answered(status, now);
        addProgress(status.member());
        status.jobs().forEach((id, figures) -> addFigures(life.member(), id, figures, now));
        recovered(life, now);
    }

    /** Nobody listens where the member should. */
    public synchronized void refused(String name, Instant now) {
        MemberLife life = members.get(name);
        if (life != null) {
            life.refused(now);
        }
    }

    private boolean recovered(MemberLife life, Instant now) {
        Instant since = life.lostSince();
        if (since == null) {
            return false;
        }
        life.lostSince(null);
        double seconds = Duration.between(since, now).toMillis() / 1000.0;
        tell(
                life.member(),
                new EventView(
                        now,
                        Kind.RECOVERED,
                        life.member().name(),
                        who(life.member()) + " is back after " + Wording.seconds(seconds),
                        seconds));
        return true;
    }

    private void addProgress(Member member) {
        member.jobs().forEach((id, progress) -> {
            JobLife job = jobs.get(id);
            if (job != null) {
                job.saw(member, progress);
            }
        });
    }

    private void addFigures(Member member, JobId id, JobFigures figures, Instant now) {
        JobLife job = jobs.get(id);
        if (job == null) {
            return;
        }
        Contribution part = job.part(member);
        long before = part.figures().map(JobFigures::rebalances).orElse(figures.rebalances());
        part.saw(figures);
        if (figures.rebalances() > before) {
            EventView event = new EventView(
                    now,
                    Kind.REBALANCED,
                    member.name(),
                    who(member) + " was given other partitions of job " + id,
                    null);
            events.add(event);
            job.add(event);
        }
    }

    /** Tells of it in the cluster and in the jobs that the member works on. */
    private void tell(Member member, EventView event) {
        events.add(event);
        member.jobs().keySet().forEach(id -> {
            JobLife job = jobs.get(id);
            if (job != null && job.record().state().atWork()) {
                job.add(event);
            }
        });
    }

    private static String who(Member member) {
        String role = member.role().name().toLowerCase(Locale.ROOT);
        return member.name().startsWith(role) ? member.name() : role + " " + member.name();
    }

    /** To be called every second: what time alone brings about. */
    public synchronized void tick(Instant now) {
        for (MemberLife life : List.copyOf(members.values())) {
            if (life.lost()) {
                forget(life, now);
            } else if (life.isSilent(now)) {
                life.lostSince(life.lastHeard());
                double seconds = Duration.between(life.lastHeard(), now).toMillis() / 1000.0;
                tell(
                        life.member(),
                        new EventView(
                                now,
                                Kind.LOST,
                                life.member().name(),
                                who(life.member()) + " is lost: nothing was heard of it for "
                                        + Wording.seconds(seconds),
                                seconds));
            }
        }
        for (JobLife job : jobs.values()) {
            if (job.record().state().atWork()) {
                job.tick(now, membersOf(job)).forEach(events::add);
            }
        }
    }

    /** A sender or a receiver belongs to its job; nobody misses it afterwards. */
    private void forget(MemberLife life, Instant now) {
        Member member = life.member();
        boolean missed = member.role() == Role.INSTANCE
                || member.jobs().keySet().stream().anyMatch(this::isAtWork);
        if (!missed || Duration.between(life.lastHeard(), now).compareTo(REMEMBERED) >= 0) {
            members.remove(member.name());
        }
    }

    private boolean isAtWork(JobId id) {
        JobLife job = jobs.get(id);
        return job != null && job.record().state().atWork();
    }

    /** Whether a program of the job, an instance aside, is there. */
    public synchronized boolean isSeenTo(JobId id) {
        return members.values().stream()
                .anyMatch(life -> !life.lost()
                        && life.member().role() != Role.INSTANCE
                        && life.member().jobs().containsKey(id));
    }

    /** Where each member's HTTP server listens, by name. */
    public synchronized Map<String, String> addresses() {
        Map<String, String> addresses = new TreeMap<>();
        members.forEach((name, life) -> {
            String address = life.member().metrics();
            if (address != null) {
                addresses.put(name, address);
            }
        });
        return addresses;
    }

    private List<MemberView> membersOf(JobLife job) {
        JobId id = job.record().id();
        return members.values().stream()
                .filter(life -> life.member().jobs().containsKey(id))
                .map(life -> life.view(id, job.part(life.member())))
                .toList();
    }

    private MemberView view(MemberLife life) {
        JobId id = life.job(this::isAtWork);
        JobLife job = id == null ? null : jobs.get(id);
        return life.view(id, job == null ? null : job.part(life.member()));
    }

    @Override
    public synchronized ClusterView cluster() {
        List<MemberView> all = members.values().stream().map(this::view).toList();
        List<MemberView> instances =
                all.stream().filter(member -> member.role() == Role.INSTANCE).toList();
        List<String> lost = all.stream()
                .filter(member -> member.state().equals("lost"))
                .map(MemberView::name)
                .toList();
        long ready = instances.stream()
                .filter(member -> member.state().equals("ready"))
                .count();
        return new ClusterView(
                clock.get(),
                ready == 0 ? "empty" : lost.isEmpty() ? "ready" : "degraded",
                sentence(ready, lost),
                all,
                jobs.values().stream()
                        .limit(ClusterView.JOBS)
                        .map(JobLife::line)
                        .toList(),
                events.newestFirst());
    }

    private static String sentence(long ready, List<String> lost) {
        String there = ready == 0
                ? "no instance is ready"
                : ready == 1 ? "1 instance is ready" : ready + " instances are ready";
        return lost.isEmpty() ? there : there + "; lost: " + String.join(", ", lost);
    }

    @Override
    public synchronized List<JobLine> jobs() {
        List<JobLine> lines = new ArrayList<>();
        jobs.values().forEach(job -> lines.add(job.line()));
        return lines;
    }

    @Override
    public Optional<JobView> job(JobId id) {
        if (!knows(id)) {
            return Optional.empty();
        }
        // files are read before the lock is taken
        FirstRejects rejects = files.rejects(id);
        JsonNode report = files.report(id).orElse(null);
        return view(id, rejects, report);
    }

    private synchronized boolean knows(JobId id) {
        return jobs.containsKey(id);
    }

    private synchronized Optional<JobView> view(JobId id, FirstRejects rejects, @Nullable JsonNode report) {
        return Optional.ofNullable(jobs.get(id)).map(job -> job.view(clock.get(), membersOf(job), rejects, report));
    }
}
