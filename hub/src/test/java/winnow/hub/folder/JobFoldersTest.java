package winnow.hub.folder;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.hub.view.FirstRejects;
import winnow.hub.view.JobView.RejectRow;
import winnow.protocol.frame.Reject;
import winnow.protocol.frame.RejectCode;
import winnow.protocol.job.JobId;

class JobFoldersTest {
    private static final JobId JOB = new JobId("20261124-100000-000aa");

    @TempDir
    private Path jobs;

    @Test
    void rejects_areReadAsTheyAreWritten_theLastIncompleteOneLeftOut() throws IOException {
        ByteArrayOutputStream csv = new ByteArrayOutputStream();
        csv.writeBytes(Reject.HEADER.getBytes(StandardCharsets.UTF_8));
        reject(1, RejectCode.RAGGED, "1,\"two\nlines\",\"say \"\"so\"\"\"").appendTo(csv);
        for (int row = 2; row <= 30; row++) {
            reject(row, RejectCode.BAD_VALUE, "x").appendTo(csv);
        }
        csv.writeBytes("31,31,5,RAG".getBytes(StandardCharsets.UTF_8));
        Path folder = Files.createDirectories(jobs.resolve(JOB.text()));
        Files.write(folder.resolve("rejects.csv.part"), csv.toByteArray());

        FirstRejects rejects = new JobFolders(jobs).rejects(JOB);

        assertThat(rejects.first()).hasSize(20);
        assertThat(rejects.first().get(0))
                .isEqualTo(new RejectRow(1, 2, "col", "RAGGED", "no, \"so\"", "1,\"two\nlines\",\"say \"\"so\"\"\""));
        assertThat(rejects.byCode()).containsEntry("RAGGED", 1L).containsEntry("BAD_VALUE", 29L);
    }

    private static Reject reject(long row, RejectCode code, String raw) {
        return new Reject(row, row + 1, 5, code, "col", "no, \"so\"", raw.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void report_isThereOnceItIsWritten() throws IOException {
        JobFolders folders = new JobFolders(jobs);
        assertThat(folders.report(JOB)).isEmpty();
        Path folder = Files.createDirectories(jobs.resolve(JOB.text()));
        Files.writeString(folder.resolve("job.json"), "{\"version\":1,\"unknown\":[1.50]}");

        assertThat(folders.report(JOB))
                .hasValueSatisfying(
                        report -> assertThat(report.toString()).isEqualTo("{\"version\":1,\"unknown\":[1.5]}"));
    }
}
