package winnow.classifier.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import winnow.classifier.onnx.ProtoReader.Malformed;

/**
 * What ONNX Runtime does not tell of a model: its nodes, with those attributes that are lists of names or numbers, and its
 * constant whole numbers. Field numbers are those of onnx.proto3.
 *
 * @param nodes in the order of the work
 * @param integers the constants of type int64, by name
 */
record Graph(List<Node> nodes, Map<String, long[]> integers) {
    /** The rest is passed over: a forest has lists of millions of numbers. */
    private static final Set<String> ATTRIBUTES = Set.of(
            "cats_int64s", "cats_strings", "classlabels_int64s", "classlabels_ints", "classlabels_strings", "zeros");

    /** One operation. Numbers are kept as text too, as categories are. */
    record Node(
            String operation,
            List<String> inputs,
            List<String> outputs,
            Map<String, List<String>> strings,
            Map<String, List<Long>> integers) {
        /** An attribute as names, whether they are strings or numbers; empty if the node has neither. */
        List<String> names(String stringAttribute, String integerAttribute) {
            List<String> names = strings.getOrDefault(stringAttribute, List.of());
            return names.isEmpty()
                    ? integers.getOrDefault(integerAttribute, List.of()).stream()
                            .map(String::valueOf)
                            .toList()
                    : names;
        }

        /** An attribute that is one whole number. */
        long integer(String attribute, long otherwise) {
            List<Long> values = integers.getOrDefault(attribute, List.of());
            return values.isEmpty() ? otherwise : values.get(0);
        }
    }

    /** @throws Malformed if this is no ONNX model */
    static Graph read(ByteBuffer model) {
        ProtoReader message = new ProtoReader(model);
        while (message.next()) {
            if (message.field() == 7) {
                return graph(message.message());
            }
        }
        throw new Malformed();
    }

    private static Graph graph(ProtoReader graph) {
        List<Node> nodes = new ArrayList<>();
        Map<String, long[]> integers = new TreeMap<>();
        while (graph.next()) {
            switch (graph.field()) {
                case 1 -> nodes.add(node(graph.message()));
                case 5 -> initializer(graph.message(), integers);
                default -> {}
            }
        }
        return new Graph(nodes, integers);
    }

    private static Node node(ProtoReader node) {
        Node read = new Node("", new ArrayList<>(), new ArrayList<>(), new TreeMap<>(), new TreeMap<>());
        String operation = "";
        while (node.next()) {
            switch (node.field()) {
                case 1 -> read.inputs().add(node.text());
                case 2 -> read.outputs().add(node.text());
                case 4 -> operation = node.text();
                case 5 -> attribute(node.message(), read);
                default -> {}
            }
        }
        return new Node(operation, read.inputs(), read.outputs(), read.strings(), read.integers());
    }

    private static void attribute(ProtoReader attribute, Node node) {
        String name = ""; // comes first: protobuf writes fields in the order of their numbers
        List<String> strings = new ArrayList<>();
        List<Long> integers = new ArrayList<>();
        while (attribute.next()) {
            switch (attribute.field()) {
                case 1 -> name = attribute.text();
                case 3, 8 -> {
                    if (ATTRIBUTES.contains(name)) {
                        for (long value : attribute.integers()) {
                            integers.add(value);
                        }
                    }
                }
                case 4, 9 -> {
                    if (ATTRIBUTES.contains(name)) {
                        strings.add(attribute.text());
                    }
                }
                default -> {}
            }
        }
        if (!strings.isEmpty()) {
            node.strings().put(name, strings);
        }
        if (!integers.isEmpty()) {
            node.integers().put(name, integers);
        }
    }

    private static void initializer(ProtoReader tensor, Map<String, long[]> integers) {
        final int int64 = 7;
        String name = "";
        long type = 0;
        long[] values = {};
        byte[] raw = {};
        while (tensor.next()) {
            switch (tensor.field()) {
                case 2 -> type = tensor.integers()[0];
                case 7 -> values = tensor.integers();
                case 8 -> name = tensor.text();
                case 9 -> raw = type == int64 ? tensor.bytes() : raw;
                default -> {}
            }
        }
        if (type == int64) {
            if (raw.length > 0) {
                values = new long[raw.length / Long.BYTES];
                ByteBuffer.wrap(raw)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asLongBuffer()
                        .get(values);
            }
            integers.put(name, values);
        }
    }
}
