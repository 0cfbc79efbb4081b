package winnow.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import winnow.protocol.job.JobId;
import winnow.protocol.job.JobState;

class JobStatusTest {
    private static final JobId ID = new JobId("20261123-092410-123k7");

    private static String line(JobState state, @Nullable String reason) {
        JobStatus status = new JobStatus(ID, state, 4000, 3000, 2000, 1000, 5, reason);
        return JobStatus.text(List.of(status)).lines().toList().get(1);
    }

    @Test
    void text_saysHowEachJobStands() {
        String start = "  " + ID + "  ";
        String rows = "sent 3,000  classified 2,000  received 1,000";
        assertThat(line(JobState.ACTIVE, null)).isEqualTo(start + "ACTIVE     " + rows);
        assertThat(line(JobState.ACTIVE, "chunk 7")).isEqualTo(start + "ACTIVE     " + rows + "  waits: chunk 7");
        assertThat(line(JobState.DISK_FULL, "no room")).isEqualTo(start + "DISK_FULL  " + rows + "  waits: no room");
        assertThat(line(JobState.STOPPED, "interrupted"))
                .isEqualTo(start + "STOPPED    " + rows + "  interrupted; 'winnow resume " + ID + "' finishes it");
        assertThat(line(JobState.DONE, null)).isEqualTo(start + "DONE       4,000 rows, 5 rejected");
        assertThat(line(JobState.FAILED, "no model")).isEqualTo(start + "FAILED     no model");
        assertThat(line(JobState.CANCELLED, "it was cancelled")).isEqualTo(start + "CANCELLED  it was cancelled");
    }

    @Test
    void text_showsTheNewestTen() {
        List<JobStatus> jobs = IntStream.range(10, 25)
                .mapToObj(n ->
                        new JobStatus(new JobId("20261123-0924" + n + "-123k7"), JobState.DONE, n, n, n, n, 0, null))
                .toList();
        assertThat(JobStatus.text(jobs).lines())
                .hasSize(11)
                .startsWith("jobs       15")
                .endsWith("  20261123-092424-123k7  DONE       24 rows, 0 rejected");
        assertThat(JobStatus.text(List.of())).startsWith("jobs       none yet");
    }
}
