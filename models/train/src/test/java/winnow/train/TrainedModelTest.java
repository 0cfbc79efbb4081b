package winnow.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tribuo.Prediction;
import org.tribuo.classification.Label;
import winnow.classifier.model.Classifier;
import winnow.classifier.model.Classifiers;
import winnow.classifier.pipeline.Pipeline;
import winnow.classifier.store.LocalFile;
import winnow.protocol.frame.ResultsFrame;
import winnow.protocol.job.JobSpec;
import winnow.protocol.job.ModelSpec;
import winnow.protocol.model.ModelRef;

/** A model that was trained, as Winnow classifies with it. */
class TrainedModelTest {
    private static final long SEED = 20261124;
    private static final int ROWS = 600;

    @TempDir
    private Path folder;

    static TrainingOptions options(Algorithm algorithm) {
        return new TrainingOptions("label", algorithm, 30, 3, 7, Set.of(), Map.of());
    }

    private static Fitted fitted(Table table, Algorithm algorithm) {
        Labels labels = Labels.of(table, table.columns().indexOf("label"), 2);
        List<Finding> used = new Recognition(table, labels, options(algorithm))
                .findings().stream().filter(finding -> finding.kind() != null).toList();
        return Fitted.on(table, used, labels, labels.rows(), options(algorithm));
    }

    private Path write(byte[] model) {
        try {
            return Files.write(folder.resolve("m.onnx"), model);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Classifier open(Path model) {
        ModelSpec spec = ModelSpec.of("onnx", Map.of("probabilities", "true", "decimals", "9"))
                .withFile(ModelRef.of(model, "m.onnx"));
        return Classifiers.open(spec, Customers.FORMAT, new LocalFile(model));
    }

    private static String classify(Classifier classifier, List<String> rows) {
        ResultsFrame results =
                new Pipeline(Customers.FORMAT, classifier, JobSpec.DEFAULT_TIME_LIMIT).classify(Customers.frame(rows));
        assertThat(new String(results.rejects(), StandardCharsets.UTF_8)).isEmpty();
        return new String(results.results(), StandardCharsets.UTF_8);
    }

    /** What a line has after the row's own columns. */
    private static List<List<String>> outputs(String lines) {
        try {
            return CSVFormat.RFC4180.parse(new StringReader(lines)).stream()
                    .map(CSVRecord::toList)
                    .map(line -> line.subList(Customers.COLUMNS.size(), line.size()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({"logistic,2", "logistic,3", "forest,2", "forest,3"})
    void classify_givesTheLabelsOfTribuosOwnModel(Algorithm algorithm, int classes) {
        Table known = Customers.table(Customers.rows(ROWS, classes, false, SEED));
        Fitted fitted = fitted(known, algorithm);
        List<String> names = Labels.of(known, 6, 2).classes();
        assertThat(names).hasSize(classes);
        Path model = write(OnnxModel.bytes(fitted, names, known.columns()));

        List<String> rows = Customers.rows(ROWS, classes, true, SEED + 1);
        Table table = Customers.table(rows);
        Examples examples = new Examples(table, fitted.features());
        try (Classifier classifier = open(model)) {
            assertThat(classifier.outputs()).hasSize(1 + classes);
            List<List<String>> outputs = outputs(classify(classifier, rows));
            assertThat(outputs).hasSize(ROWS);
            assertThat(outputs.stream().map(output -> output.get(0)).distinct()).hasSize(classes);
            for (int row = 0; row < ROWS; row++) {
                Prediction<Label> expected = fitted.learned().model().predict(examples.of(row, names.get(0)));
                List<String> output = outputs.get(row);
                assertThat(output.get(0))
                        .as("seed %d, row %s", SEED, rows.get(row))
                        .isEqualTo(expected.getOutput().getLabel());
                for (int i = 0; i < classes; i++) {
                    assertThat(Double.parseDouble(output.get(1 + i)))
                            .as("seed %d, row %s, class %s", SEED, rows.get(row), names.get(i))
                            .isCloseTo(score(expected, names.get(i)), within(1e-5));
                }
            }
        }
    }

    private static double score(Prediction<Label> prediction, String name) {
        return Objects.requireNonNull(prediction.getOutputScores().get(name)).getScore();
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void aRow_getsTheSameInABatchOfAnySize(Algorithm algorithm) {
        Table known = Customers.table(Customers.rows(ROWS, 3, false, SEED));
        Path model = write(
                OnnxModel.bytes(fitted(known, algorithm), Labels.of(known, 6, 2).classes(), known.columns()));
        List<String> rows = Customers.rows(ROWS, 3, true, SEED + 2);
        try (Classifier classifier = open(model)) {
            String whole = classify(classifier, rows);
            for (int size : new int[] {1, 7, 500}) {
                StringBuilder pieces = new StringBuilder();
                for (int from = 0; from < rows.size(); from += size) {
                    pieces.append(classify(classifier, rows.subList(from, Math.min(rows.size(), from + size))));
                }
                assertThat(pieces).as("batches of %d", size).hasToString(whole);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void run_givesTheSameBytesForTheSameSeed(Algorithm algorithm) {
        List<String> rows = Customers.rows(300, 2, false, SEED);
        Trained first = Training.run(Customers.table(rows), options(algorithm));
        Trained again = Training.run(Customers.table(rows), options(algorithm));
        assertThat(again.model()).isEqualTo(first.model());
        assertThat(again.report()).isEqualTo(first.report());
        TrainingOptions other = new TrainingOptions("label", algorithm, 30, 3, 8, Set.of(), Map.of());
        assertThat(Training.run(Customers.table(rows), other).model()).isNotEqualTo(first.model());
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void run_learnsSomething(Algorithm algorithm) {
        Table table = Customers.table(Customers.rows(ROWS, 2, false, SEED));
        Labels labels = Labels.of(table, 6, 2);
        int commonest = Arrays.stream(labels.counts()).max().orElseThrow();
        List<Finding> used = new ArrayList<>(new Recognition(table, labels, options(algorithm)).findings());
        used.removeIf(finding -> finding.kind() == null);
        Evaluation evaluation = new CrossValidation(table, used, labels, options(algorithm)).evaluation();
        assertThat(evaluation.accuracy()).isGreaterThan((double) commonest / ROWS + 0.1);
    }
}
