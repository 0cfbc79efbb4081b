package winnow.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.local.ProcessRecord;
import winnow.protocol.job.JobRecord;

class JobFolderTest {
    private static final Instant STARTED = Instant.parse("2026-11-23T09:24:10.12Z");

    @TempDir
    Path home;

    @Test
    void job_isThatWhichWasRememberedLast() throws IOException {
        JobFolder folder = new JobFolder(home.resolve("jobs/a"));
        assertThat(folder.job()).isEmpty();
        folder.remember(TestJobs.active());
        JobRecord second = TestJobs.active().active(TestJobs.active().attempt().next(17, 4711));
        folder.remember(second);
        assertThat(new JobFolder(home.resolve("jobs/a")).job()).hasValue(second);
        try (var files = Files.list(folder.path())) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly("spec.json");
        }
    }

    @Test
    void programs_areRememberedByName() {
        JobFolder folder = new JobFolder(home);
        assertThat(folder.programs()).isEmpty();
        folder.remember("send", new ProcessRecord(11, STARTED));
        folder.remember("receive", new ProcessRecord(12, STARTED));
        folder.remember("send", new ProcessRecord(13, STARTED));
        assertThat(folder.programs())
                .isEqualTo(Map.of("send", new ProcessRecord(13, STARTED), "receive", new ProcessRecord(12, STARTED)));
    }

    @Test
    void programsAtWork_areThoseOfWhichNoEndWasSeen() {
        JobFolder folder = new JobFolder(home);
        folder.remember("send", new ProcessRecord(11, STARTED));
        folder.remember("receive", new ProcessRecord(12, STARTED));
        folder.rememberEnd("send");
        assertThat(folder.programs()).containsOnlyKeys("send", "receive");
        assertThat(folder.programsAtWork()).containsOnlyKeys("receive");
        folder.remember("send", new ProcessRecord(13, STARTED));
        assertThat(folder.programsAtWork()).containsOnlyKeys("send", "receive");
    }

    /** What a crash leaves of a file that was being written is not looked at. */
    @Test
    void job_isNotReadFromAPart() throws IOException {
        JobFolder folder = new JobFolder(home);
        folder.remember(TestJobs.active());
        Files.writeString(home.resolve("spec.json.part"), "{ \"version\" : ");
        assertThat(folder.job()).hasValue(TestJobs.active());
        folder.remember(TestJobs.active());
        assertThat(folder.job()).hasValue(TestJobs.active());
    }
}
