package winnow.train;

import winnow.onnx.write.OnnxBuilder;

/** Makes features of a column: in Java for training, in ONNX for the model, the very same floats. Immutable. */
sealed interface Encoder permits NumberEncoder, CategoryEncoder, TextEncoder {
    Finding column();

    /** How many features. */
    int width();

    /** Puts the features of a row that are not 0. */
    void encode(Table table, int row, FeatureRow features);

    /**
     * Adds the column as an input and the nodes that make its features.
     *
     * @param prefix of names that are free in the graph
     * @return the tensor of shape [N, width]
     */
    String write(OnnxBuilder graph, String prefix);

    /** For people: what it has learnt. */
    String summary();

    static Encoder fit(Table table, Finding column, int[] rows) {
        return switch (java.util.Objects.requireNonNull(column.kind())) {
            case NUMERIC -> NumberEncoder.fit(table, column, rows);
            case CATEGORY -> CategoryEncoder.fit(table, column, rows);
            case TEXT -> TextEncoder.fit(table, column, rows);
        };
    }
}
