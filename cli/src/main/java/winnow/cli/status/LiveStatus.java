package winnow.cli.status;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import winnow.cli.run.ProgressLine;
import winnow.cli.run.ProgressRate;
import winnow.hub.view.JobProgress;
import winnow.hub.view.RowRate;
import winnow.local.ClusterView;
import winnow.protocol.job.JobRecord;
import winnow.protocol.kafka.ClientSettings;
import winnow.protocol.kafka.CompactedTopic;
import winnow.protocol.kafka.Topics;
import winnow.protocol.member.Member;
import winnow.protocol.member.Progress;
import winnow.protocol.member.Role;

/** The cluster and its newest jobs, again and again, with their speed. One thread. */
public final class LiveStatus implements AutoCloseable {
    private static final int SHOWN = 5;

    private final ClientSettings settings;
    private final Supplier<Optional<ClusterView>> local;
    private final CompactedTopic.Reader<Member> memberNews;
    private final CompactedTopic.Reader<JobRecord> jobNews;
    private final Map<String, Member> members = new TreeMap<>();
    private final Map<String, JobRecord> jobs = new TreeMap<>();
    private final Map<String, JobProgress> progress = new TreeMap<>();
    private final Map<String, ProgressRate> rates = new TreeMap<>();
    /** By job and instance. */
    private final Map<String, RowRate> instanceRates = new TreeMap<>();

    /** @param local what is known of this machine's cluster; asked each time */
    public LiveStatus(ClientSettings settings, Supplier<Optional<ClusterView>> local) {
        this.settings = settings;
        this.local = local;
        this.memberNews = new CompactedTopic<>(settings, Topics.MEMBERS, Member.class).reader();
        this.jobNews = new CompactedTopic<>(settings, Topics.JOBS, JobRecord.class).reader();
        jobs.putAll(jobNews.readToEnd());
        memberNews.readToEnd().values().forEach(this::saw);
    }

    /** Waits for so long, and takes in what is new meanwhile. */
    public void look(Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        for (CompactedTopic.Update<JobRecord> update : jobNews.poll(Duration.ZERO)) {
            if (update.value() == null) {
                jobs.remove(update.key());
            } else {
                jobs.put(update.key(), update.value());
            }
        }
        for (long left = longest.toNanos(); left > 0; left = deadline - System.nanoTime()) {
            for (CompactedTopic.Update<Member> update : memberNews.poll(Duration.ofNanos(left))) {
                if (update.value() == null) {
                    members.remove(update.key());
                } else {
                    saw(update.value());
                }
            }
        }
    }

    private void saw(Member member) {
        members.put(member.name(), member);
        member.jobs().keySet().forEach(id -> {
            JobRecord job = jobs.get(id.text());
            if (job != null) {
                progress.computeIfAbsent(
                                id.text(),
                                text -> new JobProgress(id, job.spec().input()))
                        .saw(member);
            }
        });
    }

    /** What is to be seen now. */
    public String text(Instant now) {
        StringBuilder text =
                new StringBuilder(ClusterStatus.of(settings.bootstrap(), local.get(), members.values(), now)
                        .text());
        List<JobRecord> all = List.copyOf(jobs.values());
        if (all.isEmpty()) {
            text.append(JobStatus.text(List.of()));
        }
        for (JobRecord job : all.subList(Math.max(0, all.size() - SHOWN), all.size())) {
            text.append(
                    job.state().atWork()
                            ? live(job, now)
                            : JobStatus.of(job, members.values()).line() + "\n");
        }
        return text.toString();
    }

    private String live(JobRecord job, Instant now) {
        String id = job.id().text();
        JobProgress done = progress.computeIfAbsent(
                id, text -> new JobProgress(job.id(), job.spec().input()));
        ProgressRate rateOfAll = rates.computeIfAbsent(id, text -> new ProgressRate());
        rateOfAll.at(now, done);
        StringBuilder text =
                new StringBuilder("  " + id + "  " + job.state() + "  " + ProgressLine.text(done, rateOfAll) + "\n");
        members.values().stream()
                .filter(member -> member.role() == Role.INSTANCE)
                .forEach(member -> {
                    Progress own = member.jobs().get(job.id());
                    if (own != null) {
                        double rate = rate(id + " " + member.name(), own.rows(), now);
                        text.append(String.format(
                                Locale.ROOT, "    %-12s %,14d rows %,12.0f rows/s%n", member.name(), own.rows(), rate));
                    }
                });
        return text.toString();
    }

    private double rate(String whose, long rows, Instant now) {
        RowRate rate = instanceRates.computeIfAbsent(whose, text -> RowRate.steady());
        rate.at(now, rows);
        return rate.perSecond();
    }

    @Override
    public void close() {
        memberNews.close();
        jobNews.close();
    }
}
