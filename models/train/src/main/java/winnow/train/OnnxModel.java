package winnow.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import winnow.onnx.write.OnnxBuilder;

/** Writes what was learnt as an ONNX model that reads columns and gives a label and a probability for each class. */
final class OnnxModel {
    private OnnxModel() {}

    static byte[] bytes(Fitted fitted, List<String> classes, List<String> columns) {
        OnnxBuilder graph = new OnnxBuilder();
        String prefix = freePrefix(columns);
        String label = columns.contains("label") ? prefix + "label" : "label";
        String probabilities = columns.contains("probabilities") ? prefix + "probabilities" : "probabilities";
        String features = fitted.features().write(graph, prefix);
        fitted.learned().write(graph, features, prefix, label, probabilities);
        graph.output(label, OnnxBuilder.STRING, 0)
                .output(probabilities, OnnxBuilder.FLOAT, classes.size())
                .metadata("classes", json(classes));
        if (fitted.features().knowsMissing()) {
            graph.metadata("on-missing", "nan");
        }
        return graph.bytes();
    }

    /** Inputs are named as columns, and columns can have any name. */
    private static String freePrefix(List<String> columns) {
        String prefix = "winnow/";
        while (taken(columns, prefix)) {
            prefix = "_" + prefix;
        }
        return prefix;
    }

    private static boolean taken(List<String> columns, String prefix) {
        return columns.stream().anyMatch(column -> column.startsWith(prefix));
    }

    private static String json(List<String> classes) {
        try {
            return new ObjectMapper().writeValueAsString(classes);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a list of strings is JSON", e);
        }
    }
}
