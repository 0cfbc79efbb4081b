package winnow.receiver.output;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import winnow.protocol.ExitCode;
import winnow.receiver.log.CheckedFiles;
import winnow.receiver.log.Mark;
import winnow.receiver.log.ResultsFiles;

/** A job's results, checked byte by byte: every frame against the index, and the whole against the report. */
public record Verification(ResultsFiles files, CheckedFiles checked, Optional<JobReport> report) {

    /**
     * @param results a job's folder, or the results.log in it
     * @throws winnow.protocol.StopException FAILED with what is damaged and where; USAGE if there are no results
     */
    public static Verification of(Path results) {
        Path folder = Files.isRegularFile(results) ? results.resolveSibling("") : results;
        ResultsFiles complete = ResultsFiles.in(folder);
        ResultsFiles files = Files.exists(complete.log()) ? complete : complete.parts();
        for (Path file : new Path[] {files.log(), files.index(), files.rejects()}) {
            if (!Files.exists(file)) {
                throw ExitCode.USAGE.because(
                        "there is no " + file + ": give the folder of a job, which has results.log,"
                                + " results.index and rejects.csv in it");
            }
        }
        Verification verification =
                new Verification(files, CheckedFiles.check(files), JobReport.read(complete.folder()));
        verification.report().ifPresent(report -> verification.requireSame(report));
        return verification;
    }

    private void requireSame(JobReport report) {
        Mark mark = checked.mark();
        requireSame("chunks", report.totals().chunks(), mark.next());
        requireSame("rows", report.totals().rows(), mark.rows());
        requireSame("bytes of results.log", report.bytes().log(), mark.logBytes() + checked.beyond());
        requireSame("bytes of rejects.csv", report.bytes().rejects(), mark.rejectsBytes() + checked.rejectsBeyond());
        requireSame(
                "SHA-256 of results.log",
                report.sha256().log(),
                checked.digests().log());
        requireSame(
                "SHA-256 of rejects.csv",
                report.sha256().rejects(),
                checked.digests().rejects());
    }

    private void requireSame(String what, Object reported, Object found) {
        if (!reported.equals(found)) {
            Mark mark = checked.mark();
            throw ExitCode.FAILED.because(files.log() + " is not what " + JobReport.FILE_NAME + " says: " + what + " "
                    + found + ", expected " + reported + "; its frames are good up to chunk " + (mark.next() - 1)
                    + ", row " + mark.rows() + ", byte " + mark.logBytes()
                    + "; nothing was repaired: restore the files from a copy, or run the job again");
        }
    }

    public String text() {
        Mark mark = checked.mark();
        String counts = String.format(
                Locale.ROOT,
                "%,d rows in %,d chunks, %,d classified, %,d rejected",
                mark.rows(),
                mark.next(),
                mark.classified(),
                mark.rejected());
        if (report.isEmpty()) {
            return "good so far: " + counts + ", " + checked.beyond()
                    + " bytes beyond that are not safe yet; the job is not complete\n";
        }
        return "good: " + counts + "\nsha256 " + checked.digests().log() + "  " + files.log() + "\nsha256 "
                + checked.digests().rejects() + "  " + files.rejects() + "\n";
    }
}
