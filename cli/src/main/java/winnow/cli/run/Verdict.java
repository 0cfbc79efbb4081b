package winnow.cli.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import winnow.cli.tally.TallyText;
import winnow.protocol.ExitCode;
import winnow.protocol.job.JobId;
import winnow.protocol.job.JobState;
import winnow.protocol.job.JobTotals;
import winnow.protocol.kafka.Json;
import winnow.receiver.output.JobReport;
import winnow.receiver.tally.Evaluation;

/**
 * What became of a job, as its user reads it.
 *
 * @param resumable whether {@code winnow resume} can finish it
 * @param reason why it failed, in one sentence; null unless it did
 * @param totals null unless the job is done
 * @param labels rows that got each; null unless the job is done, and has labels that could be counted
 * @param evaluation null unless the job is done, and had a column to compare with
 * @param resultsSha256 of results.log, null unless the job is done
 * @param seconds wall time as the user saw it, from the command on
 * @param folder where the files are; those of a job that is not done have names that end in {@code .part}
 */
public record Verdict(
        JobId id,
        JobState state,
        int exitCode,
        boolean resumable,
        @Nullable String reason,
        @Nullable JobTotals totals,
        @Nullable SortedMap<String, Long> labels,
        @Nullable Evaluation evaluation,
        @Nullable String resultsSha256,
        double seconds,
        String folder) {

    public static Verdict done(JobReport report, double seconds, Path folder) {
        return new Verdict(
                report.job(),
                report.state(),
                ExitCode.DONE.number(),
                false,
                null,
                report.jobTotals(),
                report.labels(),
                report.evaluation(),
                report.sha256().log(),
                seconds,
                folder.toString());
    }

    static Verdict notDone(
            JobId id, JobState state, int exitCode, boolean rereadable, String reason, double seconds, Path folder) {
        boolean resumable = rereadable && !state.ended();
        return new Verdict(id, state, exitCode, resumable, reason, null, null, null, null, seconds, folder.toString());
    }

    /** An answer goes to standard output, any other end to standard error. */
    public void say(boolean json, CommandLine command) {
        boolean answer = json || exitCode == ExitCode.DONE.number();
        PrintWriter to = answer ? command.getOut() : command.getErr();
        to.print(json ? json() : text());
        to.flush();
    }

    private static String conflicts(long frames) {
        return frames == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%n  conflicts   %,15d  of these, with other bytes: the model is not deterministic",
                        frames);
    }

    private String becameWhat() {
        return switch (state) {
            case FAILED -> "failed: " + reason;
            case CANCELLED -> "was cancelled";
            case QUEUED, ACTIVE, DISK_FULL, STOPPED, DONE ->
                "is stopped: " + reason
                        + (resumable
                                ? "; 'winnow resume " + id + "' finishes it, "
                                : "; no copy of its rows was kept (--no-spool), so run it again: ")
                        + "'winnow cancel " + id + "' gives it up";
        };
    }

    public String json() {
        return Json.writePretty(this);
    }

    @JsonProperty
    public long rowsPerSecond() {
        return totals == null ? 0 : Math.round(totals.rows() / seconds);
    }

    public String text() {
        if (totals == null) {
            return "winnow: job " + id + " " + becameWhat() + " (its files are in " + folder + ")\n";
        }
        return String.format(
                        Locale.ROOT,
                        """
                job %s is done
                  rows in     %,15d
                  classified  %,15d
                  rejected    %,15d
                  missing     %,15d
                  duplicates  %,15d  frames that came again and were skipped%s
                  wall time   %,15.1f  s
                  rows/s      %,15d
                  results.log  sha256 %s
                  files        %s
                """,
                        id,
                        totals.rows(),
                        totals.classified(),
                        totals.rejected(),
                        totals.missing(),
                        totals.duplicates(),
                        conflicts(totals.conflicts()),
                        seconds,
                        rowsPerSecond(),
                        resultsSha256,
                        folder)
                + TallyText.of(labels, evaluation);
    }
}
