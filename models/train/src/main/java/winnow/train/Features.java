package winnow.train;

import java.util.ArrayList;
import java.util.List;
import winnow.onnx.write.OnnxBuilder;
import winnow.protocol.ExitCode;

/**
 * What a model looks at instead of columns: numbers, all of the same kind.
 *
 * @param encoders one for each column that has something to say
 * @param width how many features
 */
record Features(List<Encoder> encoders, int width) {
    /** Learns the encoders from these rows, and from no other. */
    static Features fit(Table table, List<Finding> columns, int[] rows) {
        List<Encoder> encoders = columns.stream()
                .map(column -> Encoder.fit(table, column, rows))
                .filter(encoder -> encoder.width() > 0)
                .toList();
        if (encoders.isEmpty()) {
            throw ExitCode.USAGE.because("no column is left to learn from");
        }
        return new Features(encoders, encoders.stream().mapToInt(Encoder::width).sum());
    }

    void encode(Table table, int row, FeatureRow features) {
        features.clear();
        int from = 0;
        for (Encoder encoder : encoders) {
            features.startAt(from);
            encoder.encode(table, row, features);
            from += encoder.width();
        }
        features.addFirst();
    }

    /** Whether some number was missing, so that a model can be expected to know what to do. */
    boolean knowsMissing() {
        return encoders.stream().anyMatch(encoder -> encoder instanceof NumberEncoder number && number.tellsMissing());
    }

    /** @return the tensor of shape [N, width] */
    String write(OnnxBuilder graph, String prefix) {
        List<String> parts = new ArrayList<>();
        for (Encoder encoder : encoders) {
            parts.add(encoder.write(graph, prefix + parts.size() + "/"));
        }
        String features = prefix + "features";
        graph.node(OnnxBuilder.onnx("Concat", parts, List.of(features)).integer("axis", 1));
        return features;
    }
}
