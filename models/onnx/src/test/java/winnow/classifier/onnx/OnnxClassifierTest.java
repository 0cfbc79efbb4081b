package winnow.classifier.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.classifier.model.Classifier;
import winnow.classifier.model.Classifiers;
import winnow.classifier.pipeline.Pipeline;
import winnow.classifier.store.LocalFile;
import winnow.onnx.write.OnnxBuilder;
import winnow.protocol.StopException;
import winnow.protocol.frame.ResultsFrame;
import winnow.protocol.frame.RowsFrame;
import winnow.protocol.job.CsvFormat;
import winnow.protocol.job.JobSpec;
import winnow.protocol.job.ModelSpec;
import winnow.protocol.model.ModelRef;

class OnnxClassifierTest {
    private static final long SEED = 20261124;
    private static final CsvFormat MIXED = new CsvFormat(',', true, List.of("ID", "CITY", "AGE", "INCOME"));

    @TempDir
    private Path folder;

    private static Classifier open(Path model, CsvFormat format, Map<String, String> options) {
        ModelSpec spec = ModelSpec.of("onnx", options).withFile(ModelRef.of(model, "m.onnx"));
        return Classifiers.open(spec, format, new LocalFile(model));
    }

    private static ResultsFrame classify(Classifier classifier, CsvFormat format, List<String> rows) {
        byte[] bytes = (String.join("\n", rows) + "\n").getBytes(StandardCharsets.UTF_8);
        return new Pipeline(format, classifier, JobSpec.DEFAULT_TIME_LIMIT)
                .classify(RowsFrame.seal(0, 0, 1, 2, 0, rows.size(), 0, bytes, new byte[0]));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String quoted(String value) {
        return "\"" + value.replace("\"", "\"\"") + "\"";
    }

    @ParameterizedTest
    @CsvSource({"false,false", "true,false", "false,true"})
    void mixedColumns_areClassifiedAsWorkedOutByHand(boolean refusing, boolean zipMap) {
        Path model = new TestModels.Mixed(refusing, zipMap).write(folder.resolve("m.onnx"));
        Random random = new Random(SEED);
        List<String> rows = new ArrayList<>();
        List<double[]> expected = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            String city = refusing || i % 7 > 0 ? TestModels.CITIES.get(random.nextInt(3)) : "Paris";
            double age = random.nextInt(90);
            double income = random.nextInt(1000) / 100.0;
            rows.add(i + "," + quoted(city) + "," + age + ", " + income);
            expected.add(TestModels.Mixed.probabilities(age, income, city));
        }
        try (Classifier classifier = open(model, MIXED, Map.of("probabilities", "true"))) {
            assertThat(classifier.outputs()).containsExactly("label", "p_leaves", "p_stays", "p_un,sure");
            ResultsFrame results = classify(classifier, MIXED, rows);
            assertThat(text(results.rejects())).isEmpty();
            String log = text(results.results());
            for (int i = 0; i < rows.size(); i++) {
                assertThat(log).startsWith(rows.get(i) + ",");
                String outputs = log.substring(
                        rows.get(i).length() + 1, log.indexOf('\n', rows.get(i).length()));
                String label = TestModels.Mixed.label(expected.get(i));
                String shown = label.contains(",") ? quoted(label) : label;
                assertThat(outputs).as("seed %d, row %d", SEED, i).startsWith(shown + ",");
                assertProbabilities(outputs.substring(shown.length() + 1), expected.get(i));
                log = log.substring(log.indexOf('\n', rows.get(i).length()) + 1);
            }
        }
    }

    private static void assertProbabilities(String shown, double[] expected) {
        String[] numbers = shown.split(",", -1);
        assertThat(numbers).hasSize(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(numbers[i]).matches("\\d\\.\\d{6}");
            assertThat(Double.parseDouble(numbers[i])).isCloseTo(expected[i], within(1e-5));
        }
    }

    @ParameterizedTest
    @CsvSource({"true,3", "false,3", "true,2", "false,2"})
    void trees_areClassifiedAsWorkedOutByHand(boolean boosted, int classes) {
        TestModels.Trees trees = new TestModels.Trees(60, 4, 5, classes, boosted, SEED);
        Path model = trees.write(folder.resolve("trees.onnx"));
        CsvFormat format = new CsvFormat(';', true, List.of("F4", "F3", "F2", "F1", "F0", "X"));
        Random random = new Random(SEED);
        List<String> rows = new ArrayList<>();
        List<double[]> expected = new ArrayList<>();
        while (rows.size() < 400) {
            float[] row = new float[5];
            StringBuilder text = new StringBuilder();
            for (int column = 4; column >= 0; column--) {
                row[column] = random.nextInt(10) == 0 ? Float.NaN : random.nextFloat();
                text.append(Float.isNaN(row[column]) ? "" : Float.toString(row[column]))
                        .append(';');
            }
            double[] probabilities = trees.probabilities(row);
            if (!TestModels.Trees.isTie(probabilities)) {
                rows.add(text + "x");
                expected.add(probabilities);
            }
        }
        try (Classifier classifier =
                open(model, format, Map.of("probabilities", "true", "on-missing", "nan", "decimals", "6"))) {
            String[] lines =
                    text(classify(classifier, format, rows).results()).strip().split("\n", -1);
            assertThat(lines).hasSize(rows.size());
            for (int i = 0; i < lines.length; i++) {
                String[] outputs = lines[i].substring(rows.get(i).length() + 1).split(";", -1);
                int largest = 0;
                for (int j = 1; j < classes; j++) {
                    largest = expected.get(i)[j] > expected.get(i)[largest] ? j : largest;
                }
                assertThat(outputs[0]).as("seed %d, row %d", SEED, i).isEqualTo(Integer.toString(largest));
                assertProbabilities(
                        lines[i].substring(rows.get(i).length() + 2 + outputs[0].length())
                                .replace(';', ','),
                        expected.get(i));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 300})
    void aRow_getsTheSameInABatchOfAnySize(int size) {
        TestModels.Trees trees = new TestModels.Trees(60, 4, 5, 3, true, SEED);
        CsvFormat format = new CsvFormat(',', true, trees.columns());
        List<String> rows = new ArrayList<>();
        Random random = new Random(SEED);
        for (int i = 0; i < 600; i++) {
            rows.add("%s,%s,%s,%s,%s"
                    .formatted(
                            random.nextFloat(),
                            random.nextFloat(),
                            random.nextFloat(),
                            random.nextFloat(),
                            random.nextFloat()));
        }
        try (Classifier classifier =
                open(trees.write(folder.resolve("t.onnx")), format, Map.of("probabilities", "true", "decimals", "9"))) {
            String whole = text(classify(classifier, format, rows).results());
            StringBuilder pieces = new StringBuilder();
            for (int from = 0; from < rows.size(); from += size) {
                pieces.append(text(classify(classifier, format, rows.subList(from, Math.min(600, from + size)))
                        .results()));
            }
            assertThat(pieces).hasToString(whole);
        }
    }

    @Test
    void rowsThatTheModelCannotTake_areRejectsWithColumnAndReason() {
        Path model = new TestModels.Mixed(true, false).write(folder.resolve("m.onnx"));
        List<String> rows = List.of("1,Bern,1,2", "2,Rome,x,2", "3,Paris,1,2", "4,Bern,,2", "5,Rome,3,4", "6,,1,1");
        try (Classifier classifier = open(model, MIXED, Map.of())) {
            ResultsFrame results = classify(classifier, MIXED, rows);
            assertThat(text(results.results()).lines().map(line -> line.substring(0, 1)))
                    .containsExactly("1", "5");
            assertThat(text(results.rejects()).lines())
                    .satisfiesExactly(
                            line -> assertThat(line).contains(",BAD_VALUE,\"AGE\",\"'x' is no number\""),
                            line -> assertThat(line)
                                    .contains(",BAD_VALUE,\"CITY\",", "does not know the value 'Paris'"),
                            line -> assertThat(line).contains(",BAD_VALUE,\"AGE\",\"the value is missing"),
                            line -> assertThat(line).contains(",BAD_VALUE,\"CITY\",", "the value ''"));
        }
    }

    @Test
    void onMissing_givesAMissingNumberAValue() {
        Path model = new TestModels.Mixed(false, false).write(folder.resolve("m.onnx"));
        List<String> rows = List.of("1,Bern,,2", "1,Bern, NaN ,2", "1,Bern,30,2");
        try (Classifier classifier = open(model, MIXED, Map.of("on-missing", "30", "probabilities", "true"))) {
            List<String> outputs = text(classify(classifier, MIXED, rows).results())
                    .lines()
                    .map(line -> line.substring(line.indexOf(",2,")))
                    .toList();
            assertThat(outputs).hasSize(3).containsOnly(outputs.get(2));
        }
    }

    @Test
    void onMissing_isWhatTheModelSays_unlessTheJobDoes() {
        TestModels.Trees trees = new TestModels.Trees(5, 3, 2, 2, false, SEED);
        Path silent = trees.write(folder.resolve("silent.onnx"));
        Path saying = folder.resolve("saying.onnx");
        trees.model().metadata("on-missing", "nan").write(saying);
        CsvFormat format = new CsvFormat(',', true, trees.columns());
        assertThat(rejected(silent, format, Map.of())).isEqualTo(1);
        assertThat(rejected(silent, format, Map.of("on-missing", "nan"))).isZero();
        assertThat(rejected(saying, format, Map.of())).isZero();
        assertThat(rejected(saying, format, Map.of("on-missing", "error"))).isEqualTo(1);
    }

    private static int rejected(Path model, CsvFormat format, Map<String, String> options) {
        try (Classifier classifier = open(model, format, options)) {
            return classify(classifier, format, List.of("0.5,0.5", "0.5,")).rejected();
        }
    }

    @Test
    void open_namesTheColumnThatIsNotThere_orNotSaid() throws Exception {
        Path mixed = new TestModels.Mixed(false, false).write(folder.resolve("m.onnx"));
        CsvFormat other = new CsvFormat(',', true, List.of("CITY", "AGE"));
        try (Classifier classifier = open(mixed, other, Map.of())) {
            assertThatThrownBy(() -> Pipeline.requireColumns(other, classifier))
                    .isInstanceOf(StopException.class)
                    .hasMessageContaining("'INCOME'");
        }
        Path packed = new OnnxBuilder()
                .input("features", OnnxBuilder.FLOAT, 2)
                .node(OnnxBuilder.ml("LinearClassifier", List.of("features"), List.of("label", "scores"))
                        .numbers("coefficients", 1, 0, 0, 1)
                        .numbers("intercepts", 0, 0)
                        .integers("classlabels_ints", 0, 1))
                .output("label", OnnxBuilder.INT64, 0)
                .write(folder.resolve("p.onnx"));
        assertThatThrownBy(() -> open(packed, other, Map.of()))
                .isInstanceOf(StopException.class)
                .hasMessageContaining("--features");
        assertThatThrownBy(() -> open(packed, other, Map.of("features", "AGE")))
                .isInstanceOf(StopException.class)
                .hasMessageContaining("takes 2 columns, and 1 are named");
        assertThatThrownBy(() -> open(packed, other, Map.of("features", "AGE,AGE")))
                .isInstanceOf(StopException.class)
                .hasMessageContaining("'AGE' twice");
        assertThatThrownBy(() -> open(packed, other, Map.of("features", "AGE,CITY", "probabilities", "true")))
                .isInstanceOf(StopException.class)
                .hasMessageContaining("--probabilities");
        CsvFormat numbers = new CsvFormat(',', true, List.of("B", "A"));
        try (Classifier classifier = open(packed, numbers, Map.of("features", "A,B"))) {
            assertThat(text(classify(classifier, numbers, List.of("1,2", "2,1")).results()))
                    .isEqualTo("1,2,0\n2,1,1\n");
        }
        Path none = Files.writeString(folder.resolve("none.onnx"), "this is no model");
        assertThatThrownBy(() -> open(none, other, Map.of()))
                .isInstanceOf(StopException.class)
                .hasMessageContaining("cannot be loaded");
        for (Map<String, String> wrong :
                List.of(Map.of("slowness", "1"), Map.of("on-missing", "drop"), Map.of("decimals", "99"))) {
            assertThatThrownBy(() -> open(mixed, MIXED, wrong)).isInstanceOf(StopException.class);
        }
    }

    @Test
    void aModelThatIsClosedWhileItRuns_isClosedAfterwards() {
        TestModels.Trees trees = new TestModels.Trees(200, 6, 5, 3, true, SEED);
        Path model = trees.write(folder.resolve("t.onnx"));
        CsvFormat format = new CsvFormat(',', true, trees.columns());
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            rows.add("0.1,0.2,0.3,0.4,0." + i);
        }
        for (int round = 0; round < 20; round++) {
            Classifier classifier = open(model, format, Map.of());
            CompletableFuture<ResultsFrame> running =
                    CompletableFuture.supplyAsync(() -> classify(classifier, format, rows));
            classifier.close();
            // either it came first and all is there, or the model was closed and every row is a reject
            assertThat(running.join().rejected()).isIn(0, rows.size());
        }
    }

    @Test
    void runtimeVersion_isThatOfTheJar() {
        assertThat(ai.onnxruntime.OrtEnvironment.getEnvironment().getVersion()).isEqualTo(OnnxProvider.RUNTIME_VERSION);
    }
}
