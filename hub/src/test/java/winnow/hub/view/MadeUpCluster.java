package winnow.hub.view;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import winnow.protocol.job.CsvFormat;
import winnow.protocol.job.CutRule;
import winnow.protocol.job.JobId;
import winnow.protocol.job.JobInput;
import winnow.protocol.job.JobRecord;
import winnow.protocol.job.JobSpec;
import winnow.protocol.job.ModelSpec;
import winnow.protocol.job.RejectLimit;
import winnow.protocol.member.Histogram;
import winnow.protocol.member.JobFigures;
import winnow.protocol.member.Member;
import winnow.protocol.member.MemberStatus;
import winnow.protocol.member.Progress;
import winnow.protocol.member.Role;
import winnow.protocol.member.ThreadShare;

/** Members and jobs that say what a test has them say, at the time that it has them say it. */
final class MadeUpCluster {
    static final Instant START = Instant.parse("2026-11-24T10:00:00Z");
    static final JobId JOB = new JobId("20261124-100000-000aa");

    Instant now = START;
    final LiveViews views = new LiveViews(new NoFiles(), () -> now);

    /** A hub on a machine without the jobs' folders. */
    private static final class NoFiles implements JobFiles {
        @Override
        public Optional<JsonNode> report(JobId job) {
            return Optional.empty();
        }

        @Override
        public FirstRejects rejects(JobId job) {
            return FirstRejects.NONE;
        }
    }

    static JobSpec spec(JobInput input) {
        return new JobSpec(
                input,
                new CsvFormat(',', true, List.of("a")),
                CutRule.DEFAULT,
                ModelSpec.of("blackbox", Map.of()),
                RejectLimit.ANY,
                JobSpec.DEFAULT_TIME_LIMIT,
                4,
                List.of("CLASSIFICATION"),
                null);
    }

    static JobRecord job(long rows) {
        return JobRecord.active(JOB, spec(new JobInput.Generated(rows, 1)), START);
    }

    static JobRecord jobOfFile() {
        return JobRecord.active(JOB, spec(new JobInput.Files(List.of("/data/churn.csv"), List.of(10L))), START);
    }

    void seconds(int seconds) {
        for (int i = 0; i < seconds; i++) {
            now = now.plusSeconds(1);
            views.tick(now);
        }
    }

    Member member(String name, Role role, Progress progress) {
        return Member.of(name, role, "host", 1, START, now, Map.of(JOB, progress))
                .at("127.0.0.1:9000");
    }

    void says(String name, Role role, Progress progress) {
        views.saw(member(name, role, progress), now);
    }

    void answers(String name, Role role, Progress progress, JobFigures figures) {
        views.answered(
                name,
                new MemberStatus(member(name, role, progress), 10, 20, 1, new TreeMap<>(Map.of(JOB, figures))),
                now);
    }

    static JobFigures figures(long nextChunk, long rebalances, Map<String, Histogram> latency) {
        return new JobFigures(
                0,
                0,
                0,
                0,
                0,
                new TreeMap<>(Map.of("RAGGED", 2L)),
                new TreeMap<>(Map.of("hot", 7L)),
                nextChunk,
                3,
                0,
                rebalances,
                0,
                null,
                new TreeMap<>(latency),
                List.of(new ThreadShare("t", 0.6, 0.3, 0.1)),
                null);
    }

    /** Everyone at it: this much received after each second. */
    void flows(int seconds, long rowsPerSecond) {
        for (int i = 0; i < seconds; i++) {
            long rows = Duration.between(START, now).toSeconds() * rowsPerSecond + rowsPerSecond;
            says("sender", Role.SENDER, Progress.sent(rows, 0, 0));
            says("worker", Role.INSTANCE, Progress.of(rows, 0));
            says("receiver", Role.RECEIVER, Progress.of(rows, 0));
            seconds(1);
        }
    }

    /** Everyone lives, and nothing moves. */
    void stands(int seconds) {
        JobView job = view();
        for (int i = 0; i < seconds; i++) {
            says("sender", Role.SENDER, Progress.sent(job.counts().sent(), 0, 0));
            says("worker", Role.INSTANCE, Progress.of(job.counts().classified(), 0));
            says("receiver", Role.RECEIVER, Progress.of(job.counts().received(), 0));
            seconds(1);
        }
    }

    JobView view() {
        return views.job(JOB).orElseThrow();
    }

    List<String> events() {
        return views.cluster().events().stream()
                .map(event -> event.kind().word() + " " + event.who())
                .toList();
    }

    EventView event(EventView.Kind kind) {
        return views.cluster().events().stream()
                .filter(event -> event.kind() == kind)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no event " + kind + " in " + events()));
    }
}
