package winnow.receiver.output;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;
import winnow.protocol.ExitCode;
import winnow.receiver.log.ResultsFiles;

/**
 * What a user takes home of a finished job: everything in one archive, and the results with a header line. The same
 * folder gives the same bytes, whoever packs it and when.
 */
public final class ResultsArchive {
    public static final String ARCHIVE_NAME = "results.tgz";
    public static final String CSV_NAME = "results.csv";
    /** What whoever saw the job run may have left beside its results. */
    public static final String REPORT_NAME = "report.html";

    private final Path jobFolder;
    private final ResultsFiles files;
    private final JobReport report;

    /** @throws winnow.protocol.StopException if the job is not complete */
    public ResultsArchive(Path jobFolder) {
        this.jobFolder = jobFolder;
        this.files = ResultsFiles.in(jobFolder);
        this.report = JobReport.read(jobFolder)
                .orElseThrow(() -> ExitCode.USAGE.because("there are no complete results in " + jobFolder
                        + ": the job has not ended, or has failed; 'winnow status' shows how it stands"));
    }

    public JobReport report() {
        return report;
    }

    /** Writes both files; each appears under its name when it is whole, and takes the place of an earlier one. */
    public void writeTo(Path outputFolder) {
        try {
            Files.createDirectories(outputFolder);
            write(outputFolder.resolve(ARCHIVE_NAME), this::pack);
            write(outputFolder.resolve(CSV_NAME), this::addHeaderLine);
        } catch (IOException e) {
            throw ExitCode.FAILED.because(
                    "cannot write the results of job " + report.job() + " to " + outputFolder + ": " + e
                            + "; make sure that the disk has room",
                    e);
        }
    }

    private interface Content {
        void writeTo(Path file) throws IOException;
    }

    private static void write(Path file, Content content) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        content.writeTo(part);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private void pack(Path file) throws IOException {
        GzipParameters gzip = new GzipParameters(); // no name, no time
        gzip.setCompressionLevel(Deflater.BEST_SPEED);
        try (OutputStream out = Files.newOutputStream(file);
                GzipCompressorOutputStream zipped = new GzipCompressorOutputStream(out, gzip);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(zipped, StandardCharsets.UTF_8.name())) {
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX); // a log above 8 GiB
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Path packed : packed()) {
                TarArchiveEntry entry = new TarArchiveEntry(packed.getFileName().toString());
                entry.setSize(Files.size(packed));
                entry.setLastModifiedTime(
                        FileTime.fromMillis(report.timings().ended().getEpochSecond() * 1000));
                entry.setIds(0, 0);
                entry.setMode(0100644); // an ordinary file, rw-r--r--
                tar.putArchiveEntry(entry);
                try (InputStream in = new BufferedInputStream(Files.newInputStream(packed), 256 << 10)) {
                    in.transferTo(tar);
                }
                tar.closeArchiveEntry();
            }
        }
    }

    private List<Path> packed() {
        Path report = jobFolder.resolve(REPORT_NAME);
        Stream<Path> always =
                Stream.of(files.log(), files.index(), files.rejects(), jobFolder.resolve(JobReport.FILE_NAME));
        return Stream.concat(always, Stream.of(report).filter(Files::exists)).toList();
    }

    private void addHeaderLine(Path file) throws IOException {
        try (FileChannel log = FileChannel.open(files.log(), StandardOpenOption.READ);
                FileChannel csv = FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer header = StandardCharsets.UTF_8.encode(
                    report.spec().format().resultsHeader(report.spec().outputs()));
            while (header.hasRemaining()) {
                csv.write(header);
            }
            long copied = 0;
            while (copied < log.size()) {
                copied += log.transferTo(copied, log.size() - copied, csv);
            }
        }
    }
}
