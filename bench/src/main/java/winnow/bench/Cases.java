package winnow.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import winnow.classifier.onnx.TestModels;
import winnow.onnx.write.OnnxBuilder;
import winnow.protocol.job.ModelSpec;

/** Models, each with rows of its kind. Seeded: the same ones each time. */
final class Cases {
    private static final int TREE_COLUMNS = 10;
    private static final int NUMBERS = 4;
    private static final int CATEGORIES = 10;
    private static final List<String> CLASSES = List.of("low", "middle", "high");

    private Cases() {}

    static Case blackbox(int rows) {
        return Case.of(ModelSpec.of("blackbox", Map.of()), mixedColumns(), null, mixedRows(rows));
    }

    static Case rule(int rows) {
        ModelSpec rule = ModelSpec.of("cel", Map.of("schema", "N0=double,C0=string"))
                .withOption("argument", "N0 > 90.0 ? 'hot' : (C0 == 'c7' ? 'rare' : 'cold')");
        return Case.of(rule, mixedColumns(), null, mixedRows(rows));
    }

    static Case program(Path folder, int rows) {
        try {
            Path script =
                    Files.writeString(folder.resolve("same.sh"), "#!/bin/sh\nexec sed -u -e 1d -e 's/.*/same/'\n");
            if (!script.toFile().setExecutable(true)) {
                throw new IOException("cannot make " + script + " executable");
            }
            ModelSpec program = ModelSpec.of("exec", Map.of("argument", script.toString()));
            return Case.of(program, mixedColumns(), script, mixedRows(rows));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Case boosted(Path folder, int rows) {
        return trees(folder, rows, new TestModels.Trees(120, 6, TREE_COLUMNS, 2, true, 1));
    }

    static Case forest(Path folder, int rows) {
        return trees(folder, rows, new TestModels.Trees(100, 8, TREE_COLUMNS, 3, false, 1));
    }

    private static Case trees(Path folder, int rows, TestModels.Trees trees) {
        List<String> columns =
                IntStream.range(0, TREE_COLUMNS).mapToObj(i -> "F" + i).toList();
        Random random = new Random(2);
        List<String[]> lines = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            lines.add(columns.stream()
                    .map(column -> String.format(Locale.ROOT, "%.4f", random.nextFloat()))
                    .toArray(String[]::new));
        }
        return Case.of(ModelSpec.of("onnx", Map.of()), columns, trees.write(folder.resolve("trees.onnx")), lines);
    }

    /** N0 … are numbers, C0 … categories. */
    private static List<String> mixedColumns() {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < NUMBERS; i++) {
            columns.add("N" + i);
            columns.add("C" + i);
        }
        return columns;
    }

    private static List<String[]> mixedRows(int rows) {
        Random random = new Random(3);
        List<String[]> lines = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            lines.add(mixedColumns().stream()
                    .map(column -> column.startsWith("N")
                            ? String.format(Locale.ROOT, "%.2f", 100 * random.nextFloat())
                            : "c" + random.nextInt(CATEGORIES))
                    .toArray(String[]::new));
        }
        return lines;
    }

    static Case logistic(Path folder, int rows) {
        List<String> names =
                IntStream.range(0, CATEGORIES).mapToObj(i -> "c" + i).toList();
        OnnxBuilder model = new OnnxBuilder().constant("flat", -1, CATEGORIES);
        List<String> features = new ArrayList<>();
        for (String column : mixedColumns()) {
            if (column.startsWith("N")) {
                model.input(column, OnnxBuilder.FLOAT, 1);
                features.add(column);
            } else {
                model.input(column, OnnxBuilder.STRING, 1)
                        .node(OnnxBuilder.ml("OneHotEncoder", List.of(column), List.of(column + "_hot"))
                                .texts("cats_strings", names)
                                .integer("zeros", 1))
                        .node(OnnxBuilder.onnx("Reshape", List.of(column + "_hot", "flat"), List.of(column + "_flat")));
                features.add(column + "_flat");
            }
        }
        Random random = new Random(4);
        float[] weights = new float[CLASSES.size() * (NUMBERS + NUMBERS * CATEGORIES)];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = random.nextFloat() - 0.5f;
        }
        model.node(OnnxBuilder.onnx("Concat", features, List.of("all")).integer("axis", 1))
                .node(OnnxBuilder.ml("LinearClassifier", List.of("all"), List.of("label", "probabilities"))
                        .numbers("coefficients", weights)
                        .numbers("intercepts", 0.1f, 0, -0.1f)
                        .texts("classlabels_strings", CLASSES)
                        .text("post_transform", "SOFTMAX"))
                .output("label", OnnxBuilder.STRING, 0)
                .output("probabilities", OnnxBuilder.FLOAT, CLASSES.size());
        return Case.of(
                ModelSpec.of("onnx", Map.of()),
                mixedColumns(),
                model.write(folder.resolve("logistic.onnx")),
                mixedRows(rows));
    }
}
