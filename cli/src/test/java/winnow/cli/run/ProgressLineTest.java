package winnow.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import winnow.hub.view.JobProgress;
import winnow.protocol.job.JobId;
import winnow.protocol.job.JobInput;
import winnow.protocol.member.Member;
import winnow.protocol.member.Progress;
import winnow.protocol.member.Role;

class ProgressLineTest {
    private static final JobId JOB = new JobId("20261123-092410-123k7");
    private static final Instant NOW = Instant.parse("2026-11-23T09:24:10Z");

    private final StringWriter written = new StringWriter();
    private final JobProgress progress = new JobProgress(JOB, new JobInput.Files(List.of("/in.csv"), List.of(1000L)));

    private static Member member(String name, Role role, Instant started, long rows, double share) {
        return Member.of(name, role, "host", 1, started, NOW, Map.of(JOB, Progress.sent(rows, 0, share)));
    }

    @Test
    void text_saysHowFarHowFastAndUntilWhen() {
        progress.saw(member("sender", Role.SENDER, NOW, 3_000_000, 0.75));
        progress.saw(member("instance-1", Role.INSTANCE, NOW, 2_000_000, 0));
        progress.saw(member("receiver", Role.RECEIVER, NOW, 1_000_000, 0));
        ProgressRate rate = new ProgressRate();
        rate.at(NOW, progress);
        assertThat(ProgressLine.text(progress, rate)).endsWith("  0 rows/s");

        progress.saw(member("instance-1", Role.INSTANCE, NOW, 2_100_000, 0));
        progress.saw(member("receiver", Role.RECEIVER, NOW, 1_150_000, 0));
        rate.at(NOW.plusSeconds(10), progress);

        assertThat(ProgressLine.text(progress, rate))
                .isEqualTo("sent 3,000,000  classified 2,100,000  received 1,150,000 of 4,000,000 (28%)"
                        + "  15,000 rows/s  ETA 3:10"); // 1,900,000 are to be classified, 10,000 in a second
    }

    @Test
    void text_promisesNothingBeforeAnythingIsKnown() {
        assertThat(ProgressLine.text(progress, new ProgressRate()))
                .isEqualTo("sent 0  classified 0  received 0  0 rows/s");
    }

    @Test
    void show_drawsOverItselfOnATerminal() {
        ProgressLine line = new ProgressLine(new PrintWriter(written), ProgressLine.Style.LIVE, NOW);
        line.show(progress, NOW.plusSeconds(1));
        line.clear();
        assertThat(written.toString())
                .startsWith("\r\u001b[Ksent 0")
                .endsWith("\r\u001b[K")
                .doesNotContain("\n");
    }

    @Test
    void show_writesALineEveryTenSecondsElsewhere() {
        ProgressLine line = new ProgressLine(new PrintWriter(written), ProgressLine.Style.PLAIN, NOW);
        for (int second = 0; second < 25; second++) {
            line.show(progress, NOW.plusSeconds(second));
        }
        line.clear();
        assertThat(written.toString().lines()).hasSize(2).allMatch(text -> text.startsWith("sent 0"));
        assertThat(written.toString()).doesNotContain("\r").doesNotContain("\u001b");
    }

    @Test
    void show_isSilentWhenQuiet() {
        ProgressLine line = new ProgressLine(new PrintWriter(written), ProgressLine.Style.NONE, NOW);
        line.show(progress, NOW.plusSeconds(60));
        assertThat(written.toString()).isEmpty();
    }
}
