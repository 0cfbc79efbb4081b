package winnow.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;
import winnow.protocol.job.CsvFormat;
import winnow.protocol.job.CutRule;
import winnow.protocol.job.JobId;
import winnow.protocol.job.JobInput;
import winnow.protocol.job.JobRecord;
import winnow.protocol.job.JobSpec;
import winnow.protocol.job.ModelSpec;
import winnow.protocol.job.RejectLimit;

final class SenderTest {
    private static final JobId JOB = new JobId("20261123-092410-123k7");
    private static final JobSpec SPEC = new JobSpec(
            new JobInput.Generated(1, 1),
            new CsvFormat(',', true, List.of("a")),
            CutRule.DEFAULT,
            ModelSpec.of("blackbox", Map.of()),
            RejectLimit.ANY,
            1,
            List.of("OUT"));

    @Test
    void activeSpec_givesTheJobs() {
        assertThat(Sender.activeSpec(JOB, JobRecord.active(JOB, SPEC, Instant.EPOCH)))
                .isEqualTo(SPEC);
    }

    @Test
    void activeSpec_refusesAJobThatIsNotThere() {
        assertThatThrownBy(() -> Sender.activeSpec(JOB, null))
                .hasMessage("there is no job " + JOB + "; 'winnow status' lists those there are")
                .isInstanceOfSatisfying(
                        StopException.class, stop -> assertThat(stop.exitCode()).isEqualTo(ExitCode.USAGE));
    }

    @Test
    void activeSpec_refusesAJobThatHasEnded() {
        JobRecord ended = JobRecord.active(JOB, SPEC, Instant.EPOCH).failed("cancelled", Instant.EPOCH);

        assertThatThrownBy(() -> Sender.activeSpec(JOB, ended))
                .hasMessageContaining("has ended (FAILED)")
                .isInstanceOfSatisfying(
                        StopException.class, stop -> assertThat(stop.exitCode()).isEqualTo(ExitCode.FAILED));
    }
}
