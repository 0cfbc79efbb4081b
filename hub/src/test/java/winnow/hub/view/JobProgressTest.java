package winnow.hub.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import winnow.protocol.job.JobId;
import winnow.protocol.job.JobInput;
import winnow.protocol.member.Member;
import winnow.protocol.member.Progress;
import winnow.protocol.member.Role;

class JobProgressTest {
    private static final JobId JOB = new JobId("20261123-092410-123k7");
    private static final Instant NOW = Instant.parse("2026-11-23T09:24:10Z");

    private final JobProgress progress = new JobProgress(JOB, new JobInput.Files(List.of("/in.csv"), List.of(1000L)));

    private static Member member(String name, Role role, Instant started, long rows, double share) {
        return Member.of(name, role, "host", 1, started, NOW, Map.of(JOB, Progress.sent(rows, 0, share)));
    }

    @Test
    void progress_sumsInstancesAndTheirEarlierLives() {
        progress.saw(member("sender", Role.SENDER, NOW, 1000, 0.25));
        progress.saw(member("instance-1", Role.INSTANCE, NOW, 300, 0));
        progress.saw(member("instance-2", Role.INSTANCE, NOW, 100, 0));
        progress.saw(member("instance-2", Role.INSTANCE, NOW, 200, 0));
        progress.saw(member("instance-2", Role.INSTANCE, NOW.plusSeconds(9), 50, 0));
        progress.saw(member("receiver", Role.RECEIVER, NOW, 400, 0));

        assertThat(progress.sent()).isEqualTo(1000);
        assertThat(progress.classified()).isEqualTo(550);
        assertThat(progress.received()).isEqualTo(400);
        assertThat(progress.total()).isEqualTo(4000);
        assertThat(new JobProgress(JOB, new JobInput.Generated(77, 1)).total()).isEqualTo(77);
    }

    @Test
    void progress_neverShowsMoreClassifiedThanSent() {
        progress.saw(member("sender", Role.SENDER, NOW, 1000, 1));
        progress.saw(member("instance-1", Role.INSTANCE, NOW, 1500, 0));
        assertThat(progress.classified()).isEqualTo(1000);
    }

    @Test
    void progress_countsWhatIsSeenOnlyFurtherOn() {
        progress.saw(member("instance-1", Role.INSTANCE, NOW, 300, 0));
        assertThat(progress.sent()).as("by a sender that has ended").isEqualTo(300);

        progress.saw(member("receiver", Role.RECEIVER, NOW, 400, 0));
        assertThat(progress.sent()).isEqualTo(400);
        assertThat(progress.classified()).as("by instances that have died, too").isEqualTo(400);

        JobProgress small = new JobProgress(JOB, new JobInput.Generated(77, 1));
        small.saw(member("instance-1", Role.INSTANCE, NOW, 90, 0));
        assertThat(small.sent()).as("some of them twice").isEqualTo(77);
    }

    @Test
    void progress_believesNoLateNews() {
        progress.saw(member("sender", Role.SENDER, NOW, 1000, 0.25));
        progress.saw(member("sender", Role.SENDER, NOW, 900, 0.2));
        assertThat(progress.sent()).isEqualTo(1000);
        assertThat(progress.total()).isEqualTo(4000);
    }
}
