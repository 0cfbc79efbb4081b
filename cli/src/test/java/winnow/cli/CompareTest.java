package winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code compare} and {@code --evaluate}, as they are typed, in this process. */
class CompareTest {
    private static final String LOW = "cel:FLUX > 0.5 ? 'hot' : 'cold'";
    private static final String HIGH = "cel:FLUX > 0.8 ? 'hot' : 'cold'";

    @TempDir
    private Path folder;

    private Path input;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** A hundred rows, FLUX from 0.00 to 0.99, and two that no rule can take. */
    @BeforeEach
    void writeInput() throws IOException {
        StringBuilder csv = new StringBuilder("FLUX,TRUTH\n");
        for (int row = 0; row < 100; row++) {
            csv.append(row / 100.0).append(row >= 90 ? ",hot\n" : ",cold\n");
        }
        input = Files.writeString(folder.resolve("in.csv"), csv + "none,hot\n0.9\n");
    }

    private int execute(String... arguments) {
        return Winnow.commandLine(Map.of())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    @Test
    void compare_saysHowManyRowsChangeFromWhichLabelToWhich() {
        assertThat(execute("compare", LOW, HIGH, input.toString(), "--schema", "FLUX=double"))
                .as(err.toString())
                .isZero();
        // the ragged row is a reject whatever the model; the other one is refused by both
        assertThat(out.toString())
                .contains("102 rows: 30 change their label", "(29.70 %), 71 stay, 1 could not be compared")
                .containsPattern(" 30  hot -> cold\n")
                .containsPattern("\n    hot +0 +30 +19\n")
                .containsPattern("\n    \\(rejected\\) +1 +0 +0\n");
    }

    @Test
    void compare_asJson_hasTheSameFigures() {
        assertThat(execute("compare", LOW, HIGH, input.toString(), "--output", "json", "--schema", "FLUX=double"))
                .isZero();
        assertThat(out.toString())
                .contains("\"rows\" : 102", "\"compared\" : 101", "\"changed\" : 30", "\"cold\" : 30");
    }

    @Test
    void compare_refusesAModelThatIsNotThere() {
        assertThat(execute("compare", "cel:TRUTH", "nowhere.onnx", input.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("there is no model 'nowhere.onnx'").hasLineCount(1);
    }

    @Test
    void evaluate_comparesTheLabelsWithAColumn() {
        String log = folder.resolve("out.log").toString();
        assertThat(execute(
                        "classify",
                        "--model",
                        HIGH,
                        "--schema",
                        "FLUX=double",
                        "--evaluate",
                        "TRUTH",
                        input.toString(),
                        log))
                .as(err.toString())
                .isZero();
        assertThat(out.toString())
                .containsPattern("cold +81 +81.0 %")
                .contains("accuracy 0.9100: 91 of 100 rows have the label that stands in TRUTH")
                .containsPattern("hot +0.5263 +1.0000 +0.6897 +10\n")
                .containsPattern("\n    cold +81 +9\n");
    }

    @Test
    void evaluate_refusesAColumnThatIsNotThere_andAModelWithoutLabels() {
        String log = folder.resolve("out.log").toString();
        assertThat(execute("classify", "--model", "cel:TRUTH", "--evaluate", "CHURNED", input.toString(), log))
                .isEqualTo(2);
        assertThat(err.toString()).contains("no column 'CHURNED'; it has FLUX, TRUTH");
        assertThat(execute("classify", "--evaluate", "TRUTH", input.toString(), log))
                .isEqualTo(2);
        assertThat(err.toString()).contains("this model gives only CLASSIFICATION");
    }
}
