package winnow.receiver.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobReportTest {

    /** What scripts read: a change here is a change of the report's version. */
    @Test
    void write_hasThisShape(@TempDir Path folder) {
        JobReport report = FinishedJob.write(folder);
        assertThat(folder.resolve("job.json")).content().isEqualTo("""
                        {
                          "version" : 1,
                          "job" : "20261123-092410-123k7",
                          "state" : "DONE",
                          "spec" : {
                            "input" : {
                              "from" : "generator",
                              "rows" : 3,
                              "seed" : 1
                            },
                            "format" : {
                              "delimiter" : ";",
                              "headerLine" : true,
                              "columns" : [ "ID", "a;b" ]
                            },
                            "cut" : {
                              "rows" : 500,
                              "bytes" : 262144,
                              "maxRowBytes" : 1048576
                            },
                            "model" : {
                              "kind" : "blackbox",
                              "options" : {
                                "slowness" : "10"
                              }
                            },
                            "maxRejects" : "any",
                            "timeLimit" : "PT30S",
                            "partitions" : 12,
                            "outputs" : [ "CLASSIFICATION" ]
                          },
                          "totals" : {
                            "rows" : 3,
                            "classified" : 2,
                            "rejected" : 1,
                            "missing" : 0,
                            "duplicates" : 5,
                            "conflicts" : 0,
                            "chunks" : 1,
                            "blankLines" : 2
                          },
                          "bytes" : {
                            "input" : 77,
                            "log" : 32,
                            "rejects" : 77
                          },
                          "sha256" : {
                            "input" : "ab12",
                            "log" : "LOG",
                            "rejects" : "REJECTS"
                          },
                          "timings" : {
                            "started" : "2026-11-23T09:24:10.123Z",
                            "ended" : "2026-11-23T09:24:11.623Z",
                            "seconds" : 1.5,
                            "rowsPerSecond" : 2
                          },
                          "versions" : {
                            "winnow" : "0.1.0",
                            "kafka" : "4.3.1",
                            "java" : "17.0.15"
                          }
                        }
                        """.replace(
                "LOG", report.sha256().log()).replace("REJECTS", report.sha256().rejects()));
        assertThat(folder.resolve("results.log"))
                .hasDigest("SHA-256", report.sha256().log());
        assertThat(folder.resolve("rejects.csv"))
                .hasDigest("SHA-256", report.sha256().rejects());
    }

    @Test
    void read_givesWhatWasWritten(@TempDir Path folder) {
        assertThat(JobReport.read(folder)).isEmpty();
        JobReport report = FinishedJob.write(folder);
        assertThat(JobReport.read(folder)).hasValue(report);
    }
}
