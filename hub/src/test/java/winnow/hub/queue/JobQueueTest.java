package winnow.hub.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import winnow.hub.http.HandMadeDesk;
import winnow.hub.view.JobLine;
import winnow.hub.view.JobPhase;
import winnow.protocol.job.JobId;

class JobQueueTest {
    private final List<JobLine> jobs = new ArrayList<>();
    private final Set<JobId> seenTo = new HashSet<>();
    private final HandMadeDesk desk = new HandMadeDesk();
    private final JobQueue queue = new JobQueue(() -> jobs, seenTo::contains, desk, 2, Runnable::run);
    private final Instant now = Instant.now();

    private static JobId id(int number) {
        return new JobId(String.format("20261124-10000%d-000aa", number));
    }

    private void job(int number, JobPhase phase) {
        jobs.removeIf(job -> job.id().equals(id(number)));
        jobs.add(0, new JobLine(id(number), phase, now, null, null, "blackbox", null, null));
    }

    @Test
    void waitingJobs_startInOrder_soManyAtOnce() {
        for (int number = 1; number <= 4; number++) {
            job(number, JobPhase.QUEUED);
        }
        queue.tick(now);
        queue.tick(now.plusSeconds(1));
        assertThat(desk.asked).containsExactly("start " + id(1), "start " + id(2));

        job(1, JobPhase.RUNNING);
        job(2, JobPhase.STALLED);
        queue.tick(now.plusSeconds(2));
        assertThat(desk.asked).hasSize(2);

        job(1, JobPhase.SUCCEEDED);
        queue.tick(now.plusSeconds(3));
        assertThat(desk.asked).containsExactly("start " + id(1), "start " + id(2), "start " + id(3));
    }

    @Test
    void whatRunsAlready_counts_unlessNobodySeesToIt() {
        job(1, JobPhase.RUNNING);
        job(2, JobPhase.RUNNING);
        job(3, JobPhase.QUEUED);
        seenTo.add(id(1));
        queue.tick(now);
        assertThat(desk.asked).isEmpty();

        queue.tick(now.plus(JobQueue.UNSEEN));
        assertThat(desk.asked).containsExactly("start " + id(3));
    }

    @Test
    void whatCouldNotBeStarted_isTriedAgain() {
        job(1, JobPhase.QUEUED);
        queue.tick(now);
        queue.tick(now.plusSeconds(1));
        assertThat(desk.asked).hasSize(1);
        queue.tick(Instant.now().plus(JobQueue.AGAIN).plus(Duration.ofSeconds(1)));
        assertThat(desk.asked).hasSize(2);
    }
}
