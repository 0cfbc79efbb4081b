package winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.protocol.kafka.Json;

/** {@code plan}, as it is typed, in this process. */
class PlanCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(String... arguments) {
        return Winnow.commandLine(Map.of())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private JsonNode plan(String... arguments) throws IOException {
        assertThat(execute(arguments)).as(err.toString()).isZero();
        return Json.read(out.toString().getBytes(StandardCharsets.UTF_8), JsonNode.class);
    }

    @Test
    void smallInput_isCountedToTheLastRow() throws IOException {
        Path csv = Files.writeString(folder.resolve("in.csv"), "a,b\n1,2\n3,4\n5\n");
        JsonNode plan = plan("plan", csv.toString(), "--output", "json");
        assertThat(plan.path("rows").asLong()).isEqualTo(3);
        assertThat(plan.path("exact").asBoolean()).isTrue();
    }

    @Test
    void largeCompressedInput_isReckonedFromItsBeginning() throws IOException {
        Path csv = folder.resolve("in.csv.gz");
        int rows = 1_000_000;
        try (OutputStream gz = new GZIPOutputStream(Files.newOutputStream(csv))) {
            StringBuilder text = new StringBuilder("id,value\n");
            for (int row = 0; row < rows; row++) {
                text.append(row)
                        .append(",value ")
                        .append(row * 2_654_435_761L % 1_000_003)
                        .append('\n');
                if (text.length() > 1 << 20 || row == rows - 1) {
                    gz.write(text.toString().getBytes(StandardCharsets.UTF_8));
                    text.setLength(0);
                }
            }
        }
        JsonNode plan = plan("plan", csv.toString(), "--output", "json", "--deadline", "1h");
        assertThat(plan.path("exact").asBoolean()).isFalse();
        assertThat(plan.path("rows").asDouble()).isCloseTo((double) rows, within(0.1 * rows));
        assertThat(plan.path("deadline").path("here").asInt()).isEqualTo(1);
    }

    @Test
    void text_saysWhatPeopleAsk() {
        assertThat(execute("plan", "--rows", "1000000", "--deadline", "1h30m")).isZero();
        assertThat(out.toString())
                .contains("rows        1,000,000\n", "on this machine", "each on its own")
                .contains("deadline    90 min: CLUSTER_SIZE=1 on this machine meets it");
    }

    @Test
    void whatIsNoTime_isRefused() {
        assertThat(execute("plan", "--rows", "10", "--deadline", "soon")).isEqualTo(2);
        assertThat(err.toString()).contains("'soon' is no time");
        assertThat(execute("plan", folder.resolve("none.csv").toString())).isEqualTo(2);
    }
}
