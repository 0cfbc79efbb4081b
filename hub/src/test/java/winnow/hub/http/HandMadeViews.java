package winnow.hub.http;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import winnow.hub.view.ClusterView;
import winnow.hub.view.JobFiles;
import winnow.hub.view.JobLine;
import winnow.hub.view.JobView;
import winnow.hub.view.LiveViews;
import winnow.hub.view.Views;
import winnow.protocol.job.CsvFormat;
import winnow.protocol.job.CutRule;
import winnow.protocol.job.JobId;
import winnow.protocol.job.JobInput;
import winnow.protocol.job.JobRecord;
import winnow.protocol.job.JobSpec;
import winnow.protocol.job.JobTotals;
import winnow.protocol.job.ModelSpec;
import winnow.protocol.job.RejectLimit;
import winnow.protocol.member.Member;
import winnow.protocol.member.Progress;
import winnow.protocol.member.Role;

/** Views of jobs that a test makes, without a cluster. */
final class HandMadeViews implements Views {
    static final JobId RUNNING = new JobId("20261124-100002-000aa");
    static final JobId DONE = new JobId("20261124-100001-000aa");
    static final JobId OTHER = new JobId("20261124-100000-000aa");
    static final Instant NOW = Instant.parse("2026-11-24T10:01:00Z");

    private final LiveViews live;
    final AtomicInteger clusterViews = new AtomicInteger();

    HandMadeViews(JobFiles files) {
        live = new LiveViews(files, () -> NOW);
        live.saw(JobRecord.active(RUNNING, spec(), NOW.minusSeconds(58)), NOW);
        live.saw(JobRecord.active(DONE, spec(), NOW.minusSeconds(59)), NOW);
        live.saw(JobRecord.active(OTHER, spec(), NOW.minusSeconds(60)), NOW);
        end(DONE);
        end(OTHER);
        live.saw(
                Member.of(
                                "worker-1",
                                Role.INSTANCE,
                                "host",
                                7,
                                NOW,
                                NOW,
                                new TreeMap<>(Map.of(RUNNING, Progress.of(5, 0))))
                        .at("127.0.0.1:9001"),
                NOW);
    }

    void end(JobId id) {
        live.saw(JobRecord.active(id, spec(), NOW).done(new JobTotals(3, 3, 0, 0, 0), NOW), NOW);
    }

    void stop(JobId id) {
        JobRecord job = JobRecord.active(id, spec(), NOW);
        live.saw(job, NOW);
        live.saw(job.stopped("Ctrl-C"), NOW);
    }

    private static JobSpec spec() {
        return new JobSpec(
                new JobInput.Generated(3, 1),
                new CsvFormat(',', true, List.of("a")),
                CutRule.DEFAULT,
                ModelSpec.of("blackbox", Map.of()),
                RejectLimit.ANY,
                JobSpec.DEFAULT_TIME_LIMIT,
                4,
                List.of("CLASSIFICATION"),
                null);
    }

    @Override
    public ClusterView cluster() {
        clusterViews.incrementAndGet();
        return live.cluster();
    }

    @Override
    public List<JobLine> jobs() {
        return live.jobs();
    }

    @Override
    public Optional<JobView> job(JobId id) {
        return live.job(id);
    }
}
