package winnow.classifier.cel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.classifier.model.Classifier;
import winnow.classifier.model.Classifiers;
import winnow.classifier.pipeline.Pipeline;
import winnow.protocol.StopException;
import winnow.protocol.frame.ResultsFrame;
import winnow.protocol.frame.RowsFrame;
import winnow.protocol.job.CsvFormat;
import winnow.protocol.job.JobSpec;
import winnow.protocol.job.ModelSpec;

class CelClassifierTest {
    private static final CsvFormat FORMAT = new CsvFormat(',', true, List.of("SKU", "FLUX", "NAME", "GOOD", "my col"));
    private static final String ROWS = "7,0.95,\"a, b\",true,x\n2000,1,é,FALSE,\n999,-0.5,,true,y\n";

    private static RowsFrame frame(String rows) {
        byte[] bytes = rows.getBytes(StandardCharsets.UTF_8);
        int count = (int) rows.chars().filter(c -> c == '\n').count();
        return RowsFrame.seal(0, 0, 1, 2, 0, count, 0, bytes, new byte[0]);
    }

    private static ModelSpec spec(String rule, Map<String, String> options, String firstRows) {
        ModelSpec spec = ModelSpec.of("cel", options).withOption("argument", rule);
        return new CelProvider()
                .complete(spec, FORMAT, () -> Pipeline.wellFormed(FORMAT, FORMAT.columns(), frame(firstRows)));
    }

    private static ResultsFrame classify(String rule, String rows) {
        try (Classifier classifier = Classifiers.open(spec(rule, Map.of(), ROWS), FORMAT)) {
            return new Pipeline(FORMAT, classifier, JobSpec.DEFAULT_TIME_LIMIT).classify(frame(rows));
        }
    }

    private static String labels(String rule) {
        ResultsFrame results = classify(rule, ROWS);
        assertThat(results.rejected()).isZero();
        String[] rows = ROWS.split("\n", -1);
        StringBuilder labels = new StringBuilder();
        String[] lines = new String(results.results(), StandardCharsets.UTF_8).split("\n", -1);
        for (int i = 0; i < 3; i++) {
            labels.append(lines[i].substring(rows[i].length() + 1)).append(' ');
        }
        return labels.toString().strip();
    }

    @Test
    void rules_areTypedByTheFirstRows() {
        assertThat(labels("FLUX > 0.9 ? 'hot' : (SKU < 1000 ? 'rare' : 'cold')"))
                .isEqualTo("hot hot rare");
        assertThat(labels("GOOD")).isEqualTo("true false true");
        assertThat(labels("SKU + 1")).isEqualTo("8 2001 1000");
        assertThat(labels("SKU > 999.5")).as("an int against a double").isEqualTo("false true false");
        assertThat(labels("NAME == '' ? 'none' : NAME")).isEqualTo("\"a, b\" é none");
        assertThat(labels("NAME.startsWith('a') || size(NAME) == 1")).isEqualTo("true true false");
        assertThat(labels("'always'")).isEqualTo("always always always");
    }

    @Test
    void schema_standsInTheJob_andWhatIsDeclaredStays() {
        assertThat(spec("GOOD", Map.of(), ROWS).options())
                .containsEntry(
                        "schema",
                        "{\"FLUX\":\"double\",\"GOOD\":\"bool\",\"NAME\":\"string\",\"SKU\":\"int\",\"my col\":\"string\"}");
        assertThat(spec("GOOD", Map.of("schema", "SKU=string, FLUX=int"), ROWS)
                        .options()
                        .get("schema"))
                .contains("\"FLUX\":\"int\"", "\"SKU\":\"string\"");
        assertThatThrownBy(() -> spec("GOOD", Map.of("schema", "PRICE=int"), ROWS))
                .isInstanceOf(StopException.class)
                .hasMessageContaining("'PRICE'");
        assertThatThrownBy(() -> spec("GOOD", Map.of("schema", "SKU=number"), ROWS))
                .isInstanceOf(StopException.class)
                .hasMessageContaining("'number'");
    }

    @Test
    void aRowThatDoesNotFit_isARejectWithColumnAndReason() {
        ResultsFrame results = classify(
                "SKU < 1000 ? FLUX > 0.5 : GOOD", "1,x,,true,\n1.5,0.7,,true,\n,1,,true,\n2,1,,maybe,\n3,1,,true,\n");
        assertThat(new String(results.results(), StandardCharsets.UTF_8)).isEqualTo("3,1,,true,,true\n");
        assertThat(new String(results.rejects(), StandardCharsets.UTF_8).lines())
                .satisfiesExactly(
                        line -> assertThat(line).contains("BAD_VALUE,\"FLUX\",\"'x' is no number"),
                        line -> assertThat(line).contains("BAD_VALUE,\"SKU\",\"'1.5' is no whole number"),
                        line -> assertThat(line).contains("BAD_VALUE,\"SKU\",\"the value is missing"),
                        line -> assertThat(line).contains("BAD_VALUE,\"GOOD\",\"'maybe' is neither"));
    }

    @Test
    void aRowThatMakesTheRuleFail_isAReject() {
        ResultsFrame results = classify("10 / SKU > 1", "1,1,,true,\n0,1,,true,\n20,1,,true,\n");
        assertThat(new String(results.results(), StandardCharsets.UTF_8))
                .isEqualTo("1,1,,true,,true\n20,1,,true,,false\n");
        assertThat(new String(results.rejects(), StandardCharsets.UTF_8)).contains("2,3,", "CLASSIFIER_FAILED", "zero");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "FLUX > | line 1, column 7",
                "FLUX > 'a' | line 1, column 6: found no matching overload",
                "PRICE > 1 | undeclared reference to 'PRICE'",
                "FLUX | gives double",
                "[SKU] | gives list",
                "SKU > 1 ? 'a' : 2 | line 1, column 9",
                "` ` | there is no rule",
            })
    void rules_thatDoNotCompile_areRefusedWithPositionAndReason(String rule, String reason) {
        assertThatThrownBy(() -> classify(rule, ROWS))
                .isInstanceOf(StopException.class)
                .hasMessageContaining(reason);
    }
}
