package winnow.classifier.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which values an encoder of the model refuses: ONNX Runtime fails the whole batch for one of them, and does not say for
 * which column. An encoder is followed back to its column through the operations that only gather, pick or reshape.
 */
final class Categories {
    private Categories() {}

    /** For each column whose encoder refuses what it does not know, the values that it knows. */
    static Map<String, Set<String>> of(Graph graph, List<ModelInput> inputs) {
        Map<String, List<String>> columnsOf = new TreeMap<>();
        inputs.forEach(input -> columnsOf.put(input.tensor(), input.columns()));
        Map<String, Set<String>> known = new TreeMap<>();
        for (Graph.Node node : graph.nodes()) {
            List<String> columns = columns(node, columnsOf, graph);
            if (node.operation().equals("OneHotEncoder")) {
                if (columns.size() == 1 && node.integer("zeros", 1) == 0) {
                    Set<String> names = new TreeSet<>(node.names("cats_strings", "cats_int64s"));
                    known.merge(columns.get(0), names, Categories::both);
                }
            } else if (!columns.isEmpty()) {
                node.outputs().forEach(output -> columnsOf.put(output, columns));
            }
        }
        return known;
    }

    private static Set<String> both(Set<String> one, Set<String> other) {
        Set<String> both = new TreeSet<>(one);
        both.retainAll(other);
        return both;
    }

    /** The columns that the node's output is made of, in order; empty if that cannot be said. */
    private static List<String> columns(Graph.Node node, Map<String, List<String>> columnsOf, Graph graph) {
        if (node.inputs().isEmpty()) {
            return List.of();
        }
        List<String> first = columnsOf.getOrDefault(node.inputs().get(0), List.of());
        switch (node.operation()) {
            case "Identity", "Cast", "Reshape", "Flatten", "Imputer", "OneHotEncoder" -> {
                return first;
            }
            case "Concat" -> {
                List<String> all = new ArrayList<>();
                for (String input : node.inputs()) {
                    List<String> columns = columnsOf.getOrDefault(input, List.of());
                    if (columns.isEmpty()) {
                        return List.of();
                    }
                    all.addAll(columns);
                }
                return all;
            }
            case "ArrayFeatureExtractor" -> {
                long[] picked = graph.integers().getOrDefault(node.inputs().get(1), new long[0]);
                List<String> columns = new ArrayList<>();
                for (long index : picked) {
                    if (index < 0 || index >= first.size()) {
                        return List.of();
                    }
                    columns.add(first.get((int) index));
                }
                return columns;
            }
            default -> {
                return List.of();
            }
        }
    }
}
