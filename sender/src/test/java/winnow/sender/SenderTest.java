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
            JobSpec.DEFAULT_TIME_LIMIT,
            1,
            List.of("OUT"),
            null);

    private static final JobRecord ACTIVE = JobRecord.active(JOB, SPEC, Instant.EPOCH);

    @Test
    void requireAtWork_takesAJobThatWaitsForADiskToo() {
        assertThat(Sender.requireAtWork(ACTIVE)).isSameAs(ACTIVE);
        JobRecord waiting = ACTIVE.diskFull("no room in /results");
        assertThat(Sender.requireAtWork(waiting)).isSameAs(waiting);
    }

    @Test
    void requireAtWork_refusesAJobThatHasEnded() {
        assertThatThrownBy(() -> Sender.requireAtWork(ACTIVE.failed("because", Instant.EPOCH)))
                .hasMessageContaining("has ended (FAILED)")
                .isInstanceOfSatisfying(
                        StopException.class, stop -> assertThat(stop.exitCode()).isEqualTo(ExitCode.FAILED));
    }

    @Test
    void requireAtWork_saysHowAStoppedJobGoesOn() {
        assertThatThrownBy(() -> Sender.requireAtWork(ACTIVE.stopped("interrupted")))
                .hasMessageContaining("is stopped (interrupted)")
                .hasMessageContaining("winnow resume " + JOB);
    }
}
