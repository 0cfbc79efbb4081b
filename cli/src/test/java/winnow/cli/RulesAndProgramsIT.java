package winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.protocol.kafka.Json;

/** Rules and programs on a cluster. */
class RulesAndProgramsIT {
    private static final String RULE = "cel:FLUX > 0.9 ? 'hot' : (SKU < 1000 ? 'rare' : 'cold')";

    @TempDir
    static Path folder;

    private static BinWinnow winnow;
    private static TestCluster cluster;
    private static Path input;

    @BeforeAll
    static void up() throws IOException {
        winnow = new BinWinnow(folder);
        cluster = new TestCluster(winnow, 2);
        StringBuilder csv = new StringBuilder("SKU,FLUX,NOTE\n");
        for (int row = 0; row < 3000; row++) {
            String flux = row == 1500 ? "none" : row % 100 / 100.0 + "";
            csv.append(row).append(',').append(flux).append(row == 2000 ? ",poison\n" : ",\"a\nb\"\n");
        }
        input = Files.writeString(folder.resolve("in.csv"), csv);
    }

    @AfterAll
    static void down() {
        cluster.close();
    }

    private static void assertTheSameAsDirect(String model) {
        assertThat(winnow.run("classify", "--model", model, input.toString(), "direct.log")
                        .exitCode())
                .isZero();
        for (String chunkRows : List.of("7", "500")) {
            TestCluster.Run run = cluster.run("--input", input.toString(), "--model", model, "--chunk-rows", chunkRows);
            assertThat(run.file("results.log")).hasSameBinaryContentAs(winnow.file("direct.log"));
            assertThat(run.file("rejects.csv")).hasSameBinaryContentAs(winnow.file("direct.rejects.csv"));
            assertThat(run.total("rejected")).isEqualTo(1);
        }
        try {
            Files.delete(winnow.file("direct.log"));
            Files.delete(winnow.file("direct.rejects.csv"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aRule_isTypedOnce_andItsMisfitIsAReject() throws IOException {
        assertTheSameAsDirect(RULE);
        TestCluster.Run run = cluster.run("--input", input.toString(), "--model", RULE);
        assertThat(Files.readString(run.file("rejects.csv"))).contains("1501,", "\"FLUX\",\"'none' is no number");
        JsonNode report = Json.read(Files.readAllBytes(run.file("job.json")), JsonNode.class);
        assertThat(report.at("/spec/model/options/schema").asText()).contains("\"FLUX\":\"double\"");
    }

    @Test
    void aRuleThatDoesNotCompile_isRefusedBeforeAnythingIsSent() {
        BinWinnow.Result result = winnow.run("run", "--input", input.toString(), "--model", "cel:FLUX > 'a'");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.sentence()).contains("line 1, column 6");
    }

    @Test
    void aProgram_runsInItsOwnFolder_andTheRowThatKillsItIsAReject() throws IOException {
        Files.writeString(folder.resolve("word.txt"), "fine\n");
        Path script = Files.writeString(folder.resolve("score.sh"), """
                #!/bin/sh
                word=$(cat word.txt)
                read -r header
                while IFS= read -r row; do
                  case $row in
                    *poison*) exit 1 ;;
                    *'"a') IFS= read -r rest; echo "$word${#row}" ;;
                    *) echo "$word" ;;
                  esac
                done
                """);
        assertThat(script.toFile().setExecutable(true)).isTrue();
        assertTheSameAsDirect("exec:" + script);
    }

    @Test
    void anInstanceThatIsNotAllowedTo_runsNoProgram() throws Exception {
        Path script =
                Files.writeString(folder.resolve("no.sh"), "#!/bin/sh\nread -r h; while read -r r; do echo x; done\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        Process strict = new ProcessBuilder(
                        Path.of("target", "winnow", "bin", "winnow")
                                .toAbsolutePath()
                                .toString(),
                        "instance",
                        "--name",
                        "strict",
                        "--bootstrap",
                        cluster.bootstrap(),
                        "--state-dir",
                        folder.resolve("strict").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("strict.log").toFile())
                .start();
        try {
            awaitReady("strict");
            BinWinnow.Result result = winnow.run("run", "--input", input.toString(), "--model", "exec:" + script);
            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.sentence()).contains("strict", "--allow-exec");
        } finally {
            strict.destroy();
            assertThat(strict.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void awaitReady(String name) {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while (!winnow.run("status", "--output", "json").out().contains('"' + name + '"')) {
            assertThat(System.nanoTime()).as("the instance is ready in time").isLessThan(deadline);
        }
    }
}
