package winnow.receiver.output;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import winnow.protocol.ExitCode;
import winnow.protocol.frame.Manifest;
import winnow.protocol.job.JobId;
import winnow.protocol.job.JobRecord;
import winnow.protocol.job.JobSpec;
import winnow.protocol.job.JobState;
import winnow.protocol.job.JobTotals;
import winnow.protocol.kafka.Json;
import winnow.receiver.log.Digests;
import winnow.receiver.log.Disk;
import winnow.receiver.log.DiskFullException;
import winnow.receiver.log.Mark;
import winnow.receiver.tally.Evaluation;
import winnow.receiver.tally.Tally;

/**
 * job.json: what the job was, and what became of it. It is written when everything else is in place, and its presence
 * says that the job is complete.
 *
 * @param version of this form; a Winnow refuses one that it does not know, and ignores fields that it does not know
 * @param labels rows that got each; null if the pipeline gives none, or more different ones than can be counted
 * @param evaluation null unless the job has a column to compare with
 */
public record JobReport(
        int version,
        JobId job,
        JobState state,
        JobSpec spec,
        Totals totals,
        @Nullable SortedMap<String, Long> labels,
        @Nullable Evaluation evaluation,
        Bytes bytes,
        Sha256 sha256,
        Timings timings,
        Versions versions) {

    public static final String FILE_NAME = "job.json";

    private static final int VERSION = 1;

    public JobReport {
        if (version != VERSION) {
            throw ExitCode.FAILED.because("the report of job " + job + " is written in version " + version
                    + " and this Winnow knows " + VERSION + ": use the Winnow that made it, or a newer one");
        }
    }

    /**
     * {@code rows = classified + rejected}.
     *
     * @param duplicates frames that arrived again and were skipped, since the receiver's last start
     * @param conflicts of these, frames with other bytes than those in the log: the model is not deterministic
     */
    public record Totals(
            long rows,
            long classified,
            long rejected,
            long missing,
            long duplicates,
            long conflicts,
            long chunks,
            long blankLines) {}

    /** @param input bytes of the input, decompressed */
    public record Bytes(long input, long log, long rejects) {}

    /** In hex, of the same bytes as in {@link Bytes}. */
    public record Sha256(String input, String log, String rejects) {}

    /** From the making of the job to its last sync; time in which nobody worked on it counts. */
    public record Timings(Instant started, Instant ended, double seconds, long rowsPerSecond) {}

    public static JobReport done(
            JobRecord job,
            Manifest manifest,
            Mark mark,
            Digests digests,
            Tally tally,
            long duplicates,
            long conflicts,
            Instant ended,
            Versions versions) {
        JobTotals totals = new JobTotals(manifest.rows(), mark.classified(), mark.rejected(), duplicates, conflicts);
        double seconds = Duration.between(job.created(), ended).toMillis() / 1000.0;
        return new JobReport(
                VERSION,
                job.id(),
                JobState.DONE,
                job.spec(),
                new Totals(
                        totals.rows(),
                        totals.classified(),
                        totals.rejected(),
                        totals.missing(),
                        totals.duplicates(),
                        totals.conflicts(),
                        manifest.number(),
                        manifest.blankLines()),
                tally.labels(),
                tally.evaluation(),
                new Bytes(manifest.bytes(), mark.logBytes(), mark.rejectsBytes()),
                new Sha256(manifest.sha256(), digests.log(), digests.rejects()),
                new Timings(job.created(), ended, seconds, Math.round(manifest.rows() / Math.max(0.001, seconds))),
                versions);
    }

    /** The part of it that goes around in {@code winnow.jobs}. */
    public JobTotals jobTotals() {
        return new JobTotals(
                totals.rows(), totals.classified(), totals.rejected(), totals.duplicates(), totals.conflicts());
    }

    /** Reads the report of a job's folder; empty if the job is not complete. */
    public static Optional<JobReport> read(Path folder) {
        Path file = folder.resolve(FILE_NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.read(Files.readAllBytes(file), JobReport.class));
        } catch (IOException e) {
            throw ExitCode.FAILED.because("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** Writes it as a whole or not at all; safe when this returns. */
    public void write(Path folder) {
        Path part = folder.resolve(FILE_NAME + ".part");
        try {
            try (FileChannel channel = FileChannel.open(
                    part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer json = StandardCharsets.UTF_8.encode(Json.writePretty(this));
                while (json.hasRemaining()) {
                    channel.write(json);
                }
                channel.force(true);
            }
            Files.move(part, folder.resolve(FILE_NAME), StandardCopyOption.ATOMIC_MOVE);
            Disk.LOCAL.syncFolder(folder);
        } catch (IOException e) {
            if (Disk.LOCAL.isFull(folder, e)) {
                throw new DiskFullException(part, e);
            }
            throw ExitCode.FAILED.because(
                    "cannot write " + part + ": " + e.getMessage()
                            + "; make sure that the disk works, and start the receiver again",
                    e);
        }
    }
}
