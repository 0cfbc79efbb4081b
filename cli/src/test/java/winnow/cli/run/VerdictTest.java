package winnow.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import winnow.protocol.job.JobState;
import winnow.protocol.job.JobTotals;

class VerdictTest {
    private static final Path FOLDER = Path.of("/home/ann/jobs/1");
    private static final String JOB = "winnow: job " + TestJobs.ID;

    private static Verdict notDone(JobState state, boolean rereadable) {
        return Verdict.notDone(TestJobs.ID, state, 1, rereadable, "the moon is full", 2, FOLDER);
    }

    @Test
    void text_ofAStoppedJobSaysHowToGoOn() {
        assertThat(notDone(JobState.STOPPED, true).text())
                .isEqualTo(JOB + " is stopped: the moon is full; 'winnow resume " + TestJobs.ID
                        + "' finishes it, 'winnow cancel " + TestJobs.ID + "' gives it up (its files are in "
                        + FOLDER + ")\n");
    }

    @Test
    void text_promisesNothingWhereNoInputWasKept() {
        assertThat(notDone(JobState.STOPPED, false).text())
                .contains("no copy of its rows was kept (--no-spool), so run it again")
                .doesNotContain("winnow resume");
    }

    @Test
    void text_ofAnEndedJobSaysHowItEnded() {
        assertThat(notDone(JobState.FAILED, true).text())
                .isEqualTo(JOB + " failed: the moon is full (its files are in " + FOLDER + ")\n");
        assertThat(notDone(JobState.CANCELLED, true).text())
                .isEqualTo(JOB + " was cancelled (its files are in " + FOLDER + ")\n");
    }

    @Test
    void text_namesConflictsOnlyWhereThereAreSome() {
        assertThat(done(0).text())
                .contains("duplicates                7  frames")
                .doesNotContain("conflicts");
        assertThat(done(3).text()).contains("conflicts                 3  of these, with other bytes");
    }

    private static Verdict done(long conflicts) {
        JobTotals totals = new JobTotals(1000, 990, 10, 7, conflicts);
        return new Verdict(
                TestJobs.ID, JobState.DONE, 0, false, null, totals, null, null, "ab12", 2, FOLDER.toString());
    }

    @Test
    void json_saysWhetherItCanBeResumed() {
        assertThat(notDone(JobState.STOPPED, true).json()).contains("\"resumable\" : true");
        assertThat(notDone(JobState.STOPPED, false).json()).contains("\"resumable\" : false");
        assertThat(notDone(JobState.CANCELLED, true).json()).contains("\"resumable\" : false");
        assertThat(done(0).json()).contains("\"resumable\" : false", "\"rowsPerSecond\" : 500");
    }
}
