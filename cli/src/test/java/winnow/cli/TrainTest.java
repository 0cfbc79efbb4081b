package winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code train}, and then {@code classify} with what it wrote, as a user calls them. */
class TrainTest {
    private static final long SEED = 5;
    private static final int ROWS = 400;

    @TempDir
    private Path folder;

    private Path rows;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** A machine that is old, hot or complains is broken, mostly; some are malformed, some have no label. */
    @BeforeEach
    void makeRows() throws IOException {
        Random random = new Random(SEED);
        StringBuilder csv = new StringBuilder("SERIAL,AGE,KIND,NOTE,BROKEN\n");
        for (int row = 0; row < ROWS; row++) {
            int age = random.nextInt(30);
            String kind = List.of("press", "lathe", "saw").get(random.nextInt(3));
            boolean loud = random.nextInt(4) == 0;
            boolean broken = age + (loud ? 15 : 0) + (kind.equals("saw") ? 5 : 0) + random.nextInt(6) > 22;
            csv.append("M-")
                    .append(row)
                    .append(';')
                    .append(row % 9 == 0 ? "" : age + "")
                    .append(';');
            csv.append(kind).append(";\"").append(loud ? "it is \"\"loud\"\";\n" : "it is fine, says ");
            csv.append(random.nextInt(99)).append("\";").append(row % 50 == 7 ? "" : broken ? "yes" : "no");
            csv.append('\n');
        }
        csv.append("M-x;1;press\n");
        rows = folder.resolve("rows.csv.gz");
        String header = csv.toString().replace("SERIAL,AGE,KIND,NOTE,BROKEN", "SERIAL;AGE;KIND;NOTE;BROKEN");
        try (GZIPOutputStream packed = new GZIPOutputStream(Files.newOutputStream(rows))) {
            packed.write(header.getBytes(StandardCharsets.UTF_8));
        }
    }

    private int execute(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return Winnow.commandLine(Map.of())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"logistic", "forest"})
    void aModelThatWasTrained_classifiesAsItIs(String algorithm) throws IOException {
        Path model = folder.resolve("broken.onnx");
        String[] train = {
            "train",
            "--label",
            "BROKEN",
            "--algorithm",
            algorithm,
            "--trees",
            "20",
            "--delimiter",
            ";",
            rows.toString(),
            "-o",
            model.toString()
        };
        assertThat(execute(train)).as(err.toString()).isZero();
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString())
                .contains(
                        "SERIAL  left out  a value of its own in every row",
                        "warning: SERIAL: it looks like an identifier")
                .contains("AGE     numeric   30 values, missing in 1")
                .contains("KIND    category  3 values", "NOTE    text  ")
                .contains("392 rows, 2 classes;", "8 rows without a label left out", "1 malformed rows left out")
                .containsPattern("accuracy  [89]\\d\\.\\d% ± ")
                .containsPattern("sha256 [0-9a-f]{64}\n")
                .contains("bin/winnow classify --model " + model + " INPUT OUTPUT");
        byte[] first = Files.readAllBytes(model);
        assertThat(execute(train)).isZero();
        assertThat(model).hasBinaryContent(first);

        Path log = folder.resolve("out.log");
        assertThat(execute(
                        "classify",
                        "--model",
                        model.toString(),
                        "--probabilities",
                        "--delimiter",
                        ";",
                        rows.toString(),
                        log.toString()))
                .as(err.toString())
                .isZero();
        String results = Files.readString(log);
        assertThat(results.lines().filter(line -> line.matches(".*;(yes|no);[01]\\.\\d{6};[01]\\.\\d{6}")))
                .hasSize(ROWS);
        long right = results.lines()
                .filter(line -> line.matches(".*;(yes;yes|no;no);[01]\\.\\d+;[01]\\.\\d+"))
                .count();
        assertThat(right).isGreaterThan(ROWS * 4 / 5);
        assertThat(folder.resolve("out.rejects.csv")).content().hasLineCount(2);
    }

    @Test
    void whatCannotBe_isOneSentence() {
        String model = folder.resolve("m.onnx").toString();
        String input = rows.toString();
        assertRefused("'BROKE'", "train", "--label", "BROKE", "--delimiter", ";", input, "-o", model);
        assertRefused("no folder", "train", "--label", "KIND", "--delimiter", ";", input, "-o", model + "/x/y.onnx");
        assertRefused("--folds", "train", "--label", "KIND", "--folds", "1", "--delimiter", ";", input, "-o", model);
        assertRefused("at once", "train", "--label", "KIND", "--text", "AGE", "--numeric", "AGE", input, "-o", model);
        assertRefused("--label", "train", input, "-o", model);
        assertRefused("nowhere.csv", "train", "--label", "KIND", "nowhere.csv", "-o", model);
        assertThat(Path.of(model)).doesNotExist();
    }

    private void assertRefused(String part, String... arguments) {
        assertThat(execute(arguments)).as(err.toString()).isEqualTo(2);
        assertThat(err.toString().lines()).as("one sentence").hasSize(1);
        assertThat(err.toString()).contains(part);
        assertThat(out.toString()).isEmpty();
    }
}
