package winnow.cli.run;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import winnow.protocol.job.CsvFormat;
import winnow.protocol.job.CutRule;
import winnow.protocol.job.JobId;
import winnow.protocol.job.JobInput;
import winnow.protocol.job.JobRecord;
import winnow.protocol.job.JobSpec;
import winnow.protocol.job.ModelSpec;
import winnow.protocol.job.RejectLimit;

/** A job of the generator, as it is made. */
final class TestJobs {
    static final JobId ID = new JobId("20261123-092410-123k7");

    private TestJobs() {}

    static JobRecord active(JobInput input) {
        JobSpec spec = new JobSpec(
                input,
                new CsvFormat(',', true, List.of("a")),
                CutRule.DEFAULT,
                ModelSpec.of("blackbox", Map.of()),
                RejectLimit.ANY,
                JobSpec.DEFAULT_TIME_LIMIT,
                12,
                List.of("b"),
                null);
        return JobRecord.active(ID, spec, Instant.parse("2026-11-23T09:24:10Z"));
    }

    static JobRecord active() {
        return active(new JobInput.Generated(1000, 1));
    }
}
