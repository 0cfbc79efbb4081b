package winnow.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;
import winnow.protocol.job.CsvFormat;

class TrainingTest {
    private static TrainingOptions options(int folds) {
        return new TrainingOptions("Y", Algorithm.logistic, 10, folds, 1, Set.of(), Map.of());
    }

    private static Table table(int rows, IntFunction<String> row) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            lines.add(row.apply(i));
        }
        return Customers.table(new CsvFormat(',', true, List.of("X", "Y")), lines);
    }

    private static void assertRefused(Table table, TrainingOptions options, String... parts) {
        assertThatThrownBy(() -> Training.run(table, options))
                .isInstanceOfSatisfying(
                        StopException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessageContainingAll(parts);
    }

    @Test
    void run_refusesWhatCannotBeLearnt_inOneSentence() {
        Table good = table(40, row -> row % 7 + ",y" + row % 2);
        assertRefused(
                good,
                new TrainingOptions("Z", Algorithm.forest, 10, 5, 1, Set.of(), Map.of()),
                "no column 'Z'",
                "X, Y");
        assertRefused(
                good, new TrainingOptions("Y", Algorithm.forest, 10, 5, 1, Set.of("Q"), Map.of()), "'Q'", "--drop");
        assertRefused(good, new TrainingOptions("Y", Algorithm.forest, 10, 5, 1, Set.of("Y"), Map.of()), "the label");
        assertRefused(
                good,
                new TrainingOptions("Y", Algorithm.forest, 10, 5, 1, Set.of("X"), Map.of("X", ColumnKind.TEXT)),
                "leave one of them out");
        assertRefused(
                good, new TrainingOptions("Y", Algorithm.forest, 10, 5, 1, Set.of("X"), Map.of()), "no column is left");
        assertRefused(
                table(40, row -> (row == 9 ? "n/a" : row % 7) + ",y" + row % 2),
                new TrainingOptions("Y", Algorithm.forest, 10, 5, 1, Set.of(), Map.of("X", ColumnKind.NUMERIC)),
                "cannot be numeric",
                "'n/a'");
        assertRefused(table(40, row -> row % 7 + ","), options(5), "no row has a label");
        assertRefused(table(40, row -> row % 7 + ",y"), options(5), "every label is 'y'");
        assertRefused(table(9, row -> row % 7 + ",y" + row % 2), options(5), "9 rows", "5 folds", "--folds");
        assertRefused(table(2000, row -> row % 7 + ",y" + row % 1001), options(5), "1001 different labels");
        assertRefused(table(40, row -> row % 7 + ",y" + (row == 3 ? 1 : 0)), options(5), "two rows or more");
        assertRefused(table(40, row -> row % 7 + "," + (row % 2 == 0 ? "👍" : "no")), options(5), "cannot give back");
    }

    @Test
    void options_refuseNumbersThatCannotBe() {
        assertThatThrownBy(() -> options(1)).hasMessageContaining("--folds must be 2 or more, not 1");
        assertThatThrownBy(() -> new TrainingOptions("Y", Algorithm.forest, 0, 5, 1, Set.of(), Map.of()))
                .hasMessageContaining("--trees must be from 1 to 1000, not 0");
    }

    @Test
    void report_tellsColumnsAccuracyClassesAndConfusion() {
        Table table = table(40, row -> row == 11 ? "1," : row % 7 + ",y" + (row % 7 > 3 ? 1 : 0));
        String report = Training.run(table, options(4)).report();
        assertThat(report)
                .contains("X  numeric   7 values")
                .contains("warning: X: it alone gives the label of every row")
                .contains("39 rows, 2 classes;", "are 'y0'; 1 rows without a label left out")
                .contains("logistic regression, tested by cross-validation in 4 folds")
                .containsPattern("accuracy  \\d+\\.\\d% ± \\d+\\.\\d%")
                .contains("class  precision  recall     F1       rows")
                .containsPattern("y0 +[01]\\.\\d{3} +[01]\\.\\d{3} +[01]\\.\\d{3} +\\d+")
                .contains("is \\ model says");
    }

    @Test
    void evaluation_countsAsItShould() {
        Evaluation evaluation = new Evaluation(new long[][] {{6, 2}, {1, 3}}, new double[] {0.5, 1.0});
        assertThat(evaluation.accuracy()).isEqualTo(0.75);
        assertThat(evaluation.spread()).isCloseTo(0.35355, within(1e-5));
        assertThat(evaluation.precision(0)).isEqualTo(6.0 / 7);
        assertThat(evaluation.recall(0)).isEqualTo(6.0 / 8);
        assertThat(evaluation.f1(1)).isEqualTo(2 * 0.6 * 0.75 / (0.6 + 0.75));
        assertThat(evaluation.support(1)).isEqualTo(4);
        assertThat(new Evaluation(new long[][] {{2, 0}, {2, 0}}, new double[] {0.5, 0.5}).precision(1))
                .isNaN();
    }
}
