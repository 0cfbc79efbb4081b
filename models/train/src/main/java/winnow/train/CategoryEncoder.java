package winnow.train;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import winnow.onnx.write.OnnxBuilder;

/**
 * One feature for each value. A value that is not among them, or missing, leaves all of them 0.
 *
 * @param values sorted
 */
record CategoryEncoder(Finding column, List<String> values) implements Encoder {
    private static final int MOST_VALUES = 200;

    /** Of a value that was seen once nothing can be learnt. */
    private static final int LEAST_ROWS = 2;

    static CategoryEncoder fit(Table table, Finding column, int[] rows) {
        TreeMap<String, Integer> counts = new TreeMap<>();
        for (int row : rows) {
            if (!table.isBlank(column.column(), row)) {
                counts.merge(table.text(column.column(), row), 1, Integer::sum);
            }
        }
        // the sort is stable: of two that are as frequent the smaller one comes first
        List<String> frequent = counts.entrySet().stream()
                .filter(entry -> entry.getValue() >= LEAST_ROWS)
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(MOST_VALUES)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        return new CategoryEncoder(column, frequent);
    }

    @Override
    public int width() {
        return values.size();
    }

    @Override
    public void encode(Table table, int row, FeatureRow features) {
        int at = Collections.binarySearch(values, table.text(column.column(), row));
        if (at >= 0) {
            features.put(at, 1);
        }
    }

    @Override
    public String write(OnnxBuilder graph, String prefix) {
        graph.input(column.name(), OnnxBuilder.STRING, 1)
                .node(OnnxBuilder.ml("OneHotEncoder", List.of(column.name()), List.of(prefix + "hot"))
                        .texts("cats_strings", values)
                        .integer("zeros", 1))
                .constant(prefix + "flat", -1L, values.size())
                .node(OnnxBuilder.onnx("Reshape", List.of(prefix + "hot", prefix + "flat"), List.of(prefix + "one")));
        return prefix + "one";
    }

    @Override
    public String summary() {
        return String.format(Locale.ROOT, "%,d known to the model", values.size());
    }
}
