package winnow.onnx.write;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Builds an ONNX model, node by node: the same calls give the same bytes. Field numbers are those of onnx.proto3. One
 * thread.
 */
public final class OnnxBuilder {
    public static final int FLOAT = 1;
    public static final int INT64 = 7;
    public static final int STRING = 8;

    private static final int IR_VERSION = 8;
    private static final int OPSET = 17;
    private static final String ML = "ai.onnx.ml";
    private static final int ML_OPSET = 3;
    private static final String CONTRIB = "com.microsoft";
    private static final int CONTRIB_OPSET = 1;

    private final ProtoWriter graph = new ProtoWriter().text(2, "winnow");
    private final ProtoWriter metadata = new ProtoWriter();
    private boolean contrib;

    /** A node that is being built. Attributes have the type that their method says. */
    public static final class Node {
        private final ProtoWriter node = new ProtoWriter();
        private final String domain;

        private Node(String domain, String operation, List<String> inputs, List<String> outputs) {
            this.domain = domain;
            inputs.forEach(input -> node.text(1, input));
            outputs.forEach(output -> node.text(2, output));
            node.text(4, operation).text(7, domain);
        }

        public Node number(String name, float value) {
            node.message(5, new ProtoWriter().text(1, name).number(2, value).integer(20, 1));
            return this;
        }

        public Node integer(String name, long value) {
            node.message(5, new ProtoWriter().text(1, name).integer(3, value).integer(20, 2));
            return this;
        }

        public Node text(String name, String value) {
            node.message(5, new ProtoWriter().text(1, name).text(4, value).integer(20, 3));
            return this;
        }

        public Node numbers(String name, float... values) {
            ProtoWriter attribute = new ProtoWriter().text(1, name).integer(20, 6);
            for (float value : values) {
                attribute.number(7, value);
            }
            node.message(5, attribute);
            return this;
        }

        public Node integers(String name, long... values) {
            ProtoWriter attribute = new ProtoWriter().text(1, name).integer(20, 7);
            for (long value : values) {
                attribute.integer(8, value);
            }
            node.message(5, attribute);
            return this;
        }

        public Node texts(String name, List<String> values) {
            ProtoWriter attribute = new ProtoWriter().text(1, name).integer(20, 8);
            values.forEach(value -> attribute.text(9, value));
            node.message(5, attribute);
            return this;
        }
    }

    /** @param width columns of a tensor of shape [N, width]; 0 for one of shape [N] */
    public OnnxBuilder input(String name, int type, int width) {
        graph.message(11, tensor(name, type, width));
        return this;
    }

    /** @param width columns of a tensor of shape [N, width]; 0 for one of shape [N] */
    public OnnxBuilder output(String name, int type, int width) {
        graph.message(12, tensor(name, type, width));
        return this;
    }

    /** A sequence of maps from class to probability, as ZipMap makes it. */
    public OnnxBuilder mapsOutput(String name, int keyType) {
        ProtoWriter value = new ProtoWriter().message(1, new ProtoWriter().integer(1, FLOAT));
        ProtoWriter map = new ProtoWriter().integer(1, keyType).message(2, value);
        ProtoWriter sequence = new ProtoWriter().message(1, new ProtoWriter().message(5, map));
        graph.message(12, new ProtoWriter().text(1, name).message(2, new ProtoWriter().message(4, sequence)));
        return this;
    }

    private static ProtoWriter tensor(String name, int type, int width) {
        ProtoWriter shape = new ProtoWriter().message(1, new ProtoWriter().text(2, "N"));
        if (width > 0) {
            shape.message(1, new ProtoWriter().integer(1, width));
        }
        ProtoWriter tensor = new ProtoWriter().integer(1, type).message(2, shape);
        return new ProtoWriter().text(1, name).message(2, new ProtoWriter().message(1, tensor));
    }

    /** Whole numbers, of shape [how many they are], that nodes can take as an input. */
    public OnnxBuilder constant(String name, long... values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        graph.message(
                5,
                new ProtoWriter()
                        .integer(1, values.length)
                        .integer(2, INT64)
                        .text(8, name)
                        .bytes(9, raw.array()));
        return this;
    }

    /** One number that nodes can take as an input. */
    public OnnxBuilder scalar(String name, float value) {
        graph.message(5, new ProtoWriter().integer(2, FLOAT).number(4, value).text(8, name));
        return this;
    }

    /** An operation of classical models: encoders, linear models, trees. */
    public static Node ml(String operation, List<String> inputs, List<String> outputs) {
        return new Node(ML, operation, inputs, outputs);
    }

    /** An operation of ONNX itself. */
    public static Node onnx(String operation, List<String> inputs, List<String> outputs) {
        return new Node("", operation, inputs, outputs);
    }

    /** An operation that only ONNX Runtime has. */
    public static Node contrib(String operation, List<String> inputs, List<String> outputs) {
        return new Node(CONTRIB, operation, inputs, outputs);
    }

    public OnnxBuilder node(Node node) {
        graph.message(1, node.node);
        contrib |= node.domain.equals(CONTRIB);
        return this;
    }

    public OnnxBuilder metadata(String key, String value) {
        metadata.message(14, new ProtoWriter().text(1, key).text(2, value));
        return this;
    }

    public byte[] bytes() {
        ProtoWriter model = new ProtoWriter()
                .integer(1, IR_VERSION)
                .message(7, graph)
                .message(8, new ProtoWriter().text(1, "").integer(2, OPSET))
                .message(8, new ProtoWriter().text(1, ML).integer(2, ML_OPSET));
        if (contrib) {
            model.message(8, new ProtoWriter().text(1, CONTRIB).integer(2, CONTRIB_OPSET));
        }
        return model.append(metadata).bytes();
    }

    public Path write(Path file) {
        try {
            return Files.write(file, bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
