package winnow.receiver.output;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import winnow.protocol.frame.Frame;
import winnow.protocol.frame.Manifest;
import winnow.protocol.frame.ResultsFrame;
import winnow.protocol.job.CsvFormat;
import winnow.protocol.job.CutRule;
import winnow.protocol.job.JobId;
import winnow.protocol.job.JobInput;
import winnow.protocol.job.JobRecord;
import winnow.protocol.job.JobSpec;
import winnow.protocol.job.ModelSpec;
import winnow.protocol.job.RejectLimit;
import winnow.receiver.log.Digests;
import winnow.receiver.log.ResultsFiles;
import winnow.receiver.log.ResultsLog;
import winnow.receiver.tally.Tally;

/** A job of three rows, written to a folder as the receiver does it. */
final class FinishedJob {
    static final JobId ID = new JobId("20261123-092410-123k7");
    static final String LINES = "1;a;0.100000000\n2;b;0.200000000\n";
    static final String REJECTS = "3,4,20,RAGGED,\"\",\"has 1 field\",\"c\"\r\n";

    private static final JobSpec SPEC = new JobSpec(
            new JobInput.Generated(3, 1),
            new CsvFormat(';', true, List.of("ID", "a;b")),
            CutRule.DEFAULT,
            ModelSpec.of("blackbox", Map.of("slowness", "10")),
            RejectLimit.ANY,
            JobSpec.DEFAULT_TIME_LIMIT,
            12,
            List.of("CLASSIFICATION"),
            null);
    private static final Instant CREATED = Instant.parse("2026-11-23T09:24:10.123Z");

    private FinishedJob() {}

    static JobReport write(Path folder) {
        try (ResultsLog log = ResultsLog.create(ResultsFiles.in(folder))) {
            log.append(ResultsFrame.seal(
                    0,
                    Frame.NO_PARENT,
                    7,
                    3,
                    1,
                    LINES.getBytes(StandardCharsets.UTF_8),
                    REJECTS.getBytes(StandardCharsets.UTF_8)));
            Digests digests = log.complete();
            JobReport report = JobReport.done(
                    JobRecord.active(ID, SPEC, CREATED),
                    Manifest.seal(1, 7, 3, 2, 77, "ab12"),
                    log.appended(),
                    digests,
                    Tally.of(SPEC),
                    5,
                    0,
                    CREATED.plusMillis(1500),
                    new Versions("0.1.0", "4.3.1", "17.0.15"));
            report.write(folder);
            return report;
        }
    }
}
