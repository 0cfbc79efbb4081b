package winnow.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import winnow.protocol.job.CsvFormat;

class RecognitionTest {
    private static final int ROWS = 200;

    private final Random random = new Random(3);

    private static TrainingOptions options(Set<String> dropped, Map<String, ColumnKind> kinds) {
        return new TrainingOptions("Y", Algorithm.logistic, 10, 5, 1, dropped, kinds);
    }

    /** What a column X with these values is taken for, beside a label that is chance. */
    private Finding finding(TrainingOptions options, IntFunction<String> value) {
        return finding(options, value, row -> "y" + random.nextInt(2));
    }

    private static Finding finding(TrainingOptions options, IntFunction<String> value, IntFunction<String> label) {
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            rows.add('"' + value.apply(row) + "\"," + label.apply(row));
        }
        Table table = Customers.table(new CsvFormat(',', true, List.of("X", "Y")), rows);
        return new Recognition(table, Labels.of(table, 1, 2), options)
                .findings()
                .get(0);
    }

    private @Nullable ColumnKind kind(IntFunction<String> value) {
        Finding finding = finding(options(Set.of(), Map.of()), value);
        assertThat(finding.warning()).isNull();
        return finding.kind();
    }

    @Test
    void kinds_areRecognised() {
        assertThat(kind(row -> Integer.toString(random.nextInt(90)))).isEqualTo(ColumnKind.NUMERIC);
        assertThat(kind(row -> random.nextInt(3) > 0 ? "" : " 1." + random.nextInt(9)))
                .isEqualTo(ColumnKind.NUMERIC);
        assertThat(kind(row -> random.nextInt(9) > 0 ? "NaN" : "-1e" + random.nextInt(9)))
                .isEqualTo(ColumnKind.NUMERIC);
        assertThat(kind(row -> Double.toString(random.nextGaussian()))).isEqualTo(ColumnKind.NUMERIC);
        assertThat(kind(row -> "c" + random.nextInt(40))).isEqualTo(ColumnKind.CATEGORY);
        assertThat(kind(row -> "c" + random.nextInt(80))).isEqualTo(ColumnKind.CATEGORY);
        assertThat(kind(row -> "two words " + random.nextInt(4))).isEqualTo(ColumnKind.CATEGORY);
        assertThat(kind(row -> random.nextBoolean() ? "" : "yes")).isEqualTo(ColumnKind.CATEGORY);
        assertThat(kind(row -> random.nextInt(1000) + " words, " + random.nextInt(1000)))
                .isEqualTo(ColumnKind.TEXT);
    }

    @Test
    void columnsThatSayNothing_areLeftOut() {
        assertThat(finding(options(Set.of(), Map.of()), row -> "").reason()).contains("empty");
        assertThat(finding(options(Set.of(), Map.of()), row -> "x").reason()).contains("same value");
        assertThat(finding(options(Set.of("X"), Map.of()), row -> "" + row % 7).kind())
                .isNull();
    }

    @Test
    void identifiers_areWarnedOf() {
        TrainingOptions plain = options(Set.of(), Map.of());
        Finding numbers = finding(plain, row -> Integer.toString(1000 + 3 * row));
        assertThat(numbers.kind()).isNull();
        assertThat(numbers.warning()).contains("identifier").contains("--numeric");
        Finding far = finding(plain, row -> Integer.toString(row * row * row));
        assertThat(far.kind()).isEqualTo(ColumnKind.NUMERIC);
        assertThat(far.warning()).contains("looks like an identifier");
        Finding names = finding(plain, row -> "C-" + row);
        assertThat(names.kind()).isNull();
        assertThat(names.warning()).contains("identifier");
        Finding asked = finding(options(Set.of(), Map.of("X", ColumnKind.NUMERIC)), row -> Integer.toString(row));
        assertThat(asked.kind()).isEqualTo(ColumnKind.NUMERIC);
    }

    @Test
    void aColumnThatDecidesTheLabel_isWarnedOf() {
        TrainingOptions plain = options(Set.of(), Map.of());
        Map<Integer, Integer> classes = new HashMap<>();
        IntFunction<String> label = row -> "y" + classes.computeIfAbsent(row, r -> random.nextInt(2));
        assertThat(finding(plain, row -> label.apply(row) + "!", label).warning())
                .contains("it alone gives the label");
        assertThat(finding(plain, row -> label.apply(row).equals("y1") ? "on" : "", label)
                        .warning())
                .contains("it alone gives the label");
        IntFunction<String> score =
                row -> Double.toString((label.apply(row).equals("y1") ? 10 : 0) + random.nextDouble());
        assertThat(finding(plain, score, label).warning()).contains("it alone gives the label");
        IntFunction<String> noisy = row -> row == 77 ? "5" : score.apply(row);
        IntFunction<String> noisyLabel = row -> row == 77 || row == 78 ? "y0" : label.apply(row);
        assertThat(finding(plain, row -> row == 78 ? "20" : noisy.apply(row), noisyLabel)
                        .warning())
                .isNull();
    }

    @Test
    void aNumberThatIsNone_isSaid() {
        Finding finding = finding(options(Set.of(), Map.of()), row -> row == 9 ? "n/a" : "" + random.nextDouble());
        assertThat(finding.kind()).isNull();
        assertThat(finding.reason()).contains("'n/a'");
    }
}
