package winnow.cli.status;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import winnow.hub.view.JobProgress;
import winnow.protocol.job.JobId;
import winnow.protocol.job.JobRecord;
import winnow.protocol.job.JobState;
import winnow.protocol.job.JobTotals;
import winnow.protocol.member.Member;

/**
 * One job as {@code winnow status} shows it.
 *
 * @param rows rows in the input; reckoned while the job is active, 0 if not known
 * @param reason why it does not go on, or what it waits for; null if it goes on or is done
 */
public record JobStatus(
        JobId id,
        JobState state,
        long rows,
        long sent,
        long classified,
        long received,
        long rejected,
        @Nullable String reason) {
    private static final int SHOWN = 10;

    public static JobStatus of(JobRecord job, Collection<Member> members) {
        JobTotals totals = job.totals();
        if (totals != null) {
            long rows = totals.rows();
            return new JobStatus(job.id(), job.state(), rows, rows, totals.classified(), rows, totals.rejected(), null);
        }
        JobProgress progress = new JobProgress(job.id(), job.spec().input());
        members.forEach(progress::saw);
        return new JobStatus(
                job.id(),
                job.state(),
                Objects.requireNonNullElse(progress.total(), 0L),
                progress.sent(),
                progress.classified(),
                progress.received(),
                progress.rejected(),
                job.reason() != null ? job.reason() : progress.waiting().orElse(null));
    }

    /** The newest jobs, the last one last. */
    public static String text(List<JobStatus> jobs) {
        if (jobs.isEmpty()) {
            return "jobs       none yet: 'make run-cluster INPUT_SIZE=1000000'\n";
        }
        StringBuilder text =
                new StringBuilder("jobs       ").append(jobs.size()).append('\n');
        jobs.subList(Math.max(0, jobs.size() - SHOWN), jobs.size())
                .forEach(job -> text.append(job.line()).append('\n'));
        return text.toString();
    }

    String line() {
        String start = "  " + id + "  " + String.format(Locale.ROOT, "%-9s", state) + "  ";
        return start
                + switch (state) {
                    case QUEUED -> "waits for its turn; 'winnow resume " + id + "' starts it now";
                    case DONE -> String.format(Locale.ROOT, "%,d rows, %,d rejected", rows, rejected);
                    case FAILED, CANCELLED -> reason;
                    case STOPPED -> rowsSoFar() + "  " + reason + "; 'winnow resume " + id + "' finishes it";
                    case ACTIVE, DISK_FULL -> rowsSoFar() + (reason == null ? "" : "  waits: " + reason);
                };
    }

    private String rowsSoFar() {
        return String.format(Locale.ROOT, "sent %,d  classified %,d  received %,d", sent, classified, received);
    }
}
