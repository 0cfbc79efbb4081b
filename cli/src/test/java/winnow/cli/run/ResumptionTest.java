package winnow.cli.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import winnow.protocol.job.JobInput;
import winnow.protocol.job.JobRecord;
import winnow.protocol.job.JobTotals;

class ResumptionTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:24:10Z");

    @Test
    void requireResumable_takesWhatIsNotAtItsEnd() {
        JobRecord job = TestJobs.active();
        for (JobRecord one : new JobRecord[] {job, job.diskFull("no room"), job.stopped("x"), job.broken("x")}) {
            assertThatCode(() -> Resumption.requireResumable(one)).doesNotThrowAnyException();
        }
    }

    @Test
    void requireResumable_refusesWhatCannotGoOn() {
        assertThatThrownBy(() -> Resumption.requireResumable(TestJobs.active().failed("no model", NOW)))
                .hasMessageContaining("has failed for good: no model");
        assertThatThrownBy(() -> Resumption.requireResumable(TestJobs.active().cancelled(NOW)))
                .hasMessageContaining("was cancelled: run a new one");
    }

    @Test
    void requireResumable_needsAnInputThatWasKeptUnlessTheJobIsDone() {
        JobRecord piped = TestJobs.active(new JobInput.StandardInput("/input.head"));
        assertThatThrownBy(() -> Resumption.requireResumable(piped.stopped("interrupted")))
                .hasMessageContaining("--no-spool")
                .hasMessageContaining("run it again");
        JobRecord done = piped.done(new JobTotals(1, 1, 0, 0, 0), NOW);
        assertThatCode(() -> Resumption.requireResumable(done)).doesNotThrowAnyException();
    }
}
