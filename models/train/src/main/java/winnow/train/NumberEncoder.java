package winnow.train;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import winnow.onnx.write.OnnxBuilder;

/**
 * A number, in standard deviations from the mean, and if some were missing in training, whether it is.
 *
 * @param median stands for a number that is missing
 * @param scale one over the standard deviation
 */
record NumberEncoder(Finding column, float median, float mean, float scale, boolean tellsMissing) implements Encoder {
    /** An outlier counts as no more: sums of what is larger would be no numbers in the end. */
    private static final float MOST_DEVIATIONS = 1000;

    private static final int FLOAT = 1;

    static NumberEncoder fit(Table table, Finding column, int[] rows) {
        double[] numbers = Arrays.stream(rows)
                .filter(row -> !Float.isNaN(table.number(column.column(), row)))
                .mapToDouble(row -> table.number(column.column(), row))
                .sorted()
                .toArray();
        boolean missing = numbers.length < rows.length;
        if (numbers.length == 0) {
            return new NumberEncoder(column, 0, 0, 1, missing);
        }
        double mean = Arrays.stream(numbers).average().orElseThrow();
        double variance = Arrays.stream(numbers)
                .map(number -> (number - mean) * (number - mean))
                .average()
                .orElseThrow();
        float scale = (float) (1 / Math.sqrt(variance));
        return new NumberEncoder(
                column,
                (float) numbers[numbers.length / 2],
                (float) mean,
                Float.isFinite(scale) && scale > 0 ? scale : 1,
                missing);
    }

    @Override
    public int width() {
        return tellsMissing ? 2 : 1;
    }

    @Override
    public void encode(Table table, int row, FeatureRow features) {
        float number = table.number(column.column(), row);
        float scaled = ((Float.isNaN(number) ? median : number) - mean) * scale;
        features.put(0, Math.max(-MOST_DEVIATIONS, Math.min(MOST_DEVIATIONS, scaled)));
        if (tellsMissing) {
            features.put(1, Float.isNaN(number) ? 1 : 0);
        }
    }

    @Override
    public String write(OnnxBuilder graph, String prefix) {
        String scaled = prefix + "scaled";
        graph.input(column.name(), OnnxBuilder.FLOAT, 1)
                .node(OnnxBuilder.ml("Imputer", List.of(column.name()), List.of(prefix + "known"))
                        .numbers("imputed_value_floats", median)
                        .number("replaced_value_float", Float.NaN))
                .node(OnnxBuilder.ml("Scaler", List.of(prefix + "known"), List.of(prefix + "free"))
                        .numbers("offset", mean)
                        .numbers("scale", scale))
                .scalar(prefix + "least", -MOST_DEVIATIONS)
                .scalar(prefix + "most", MOST_DEVIATIONS)
                .node(OnnxBuilder.onnx(
                        "Clip", List.of(prefix + "free", prefix + "least", prefix + "most"), List.of(scaled)));
        if (!tellsMissing) {
            return scaled;
        }
        String both = prefix + "both";
        graph.node(OnnxBuilder.onnx("IsNaN", List.of(column.name()), List.of(prefix + "nan")))
                .node(OnnxBuilder.onnx("Cast", List.of(prefix + "nan"), List.of(prefix + "missing"))
                        .integer("to", FLOAT))
                .node(OnnxBuilder.onnx("Concat", List.of(scaled, prefix + "missing"), List.of(both))
                        .integer("axis", 1));
        return both;
    }

    @Override
    public String summary() {
        return String.format(Locale.ROOT, "mean %.4g%s", mean, tellsMissing ? ", median " + median : "");
    }
}
