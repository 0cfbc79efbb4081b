package winnow.classifier.onnx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Builds small ONNX models, node by node. Field numbers are those of onnx.proto3. */
final class OnnxBuilder {
    static final int FLOAT = 1;
    static final int INT64 = 7;
    static final int STRING = 8;

    private final ProtoWriter graph = new ProtoWriter().text(2, "test");
    private final ProtoWriter metadata = new ProtoWriter();

    /** A node that is being built. */
    static final class Node {
        private final ProtoWriter node = new ProtoWriter();

        private Node(String domain, String operation, List<String> inputs, List<String> outputs) {
            inputs.forEach(input -> node.text(1, input));
            outputs.forEach(output -> node.text(2, output));
            node.text(4, operation).text(7, domain);
        }

        Node integer(String name, long value) {
            node.message(5, new ProtoWriter().text(1, name).integer(3, value).integer(20, 2));
            return this;
        }

        Node text(String name, String value) {
            node.message(5, new ProtoWriter().text(1, name).text(4, value).integer(20, 3));
            return this;
        }

        Node numbers(String name, float... values) {
            ProtoWriter attribute = new ProtoWriter().text(1, name).integer(20, 6);
            for (float value : values) {
                attribute.number(7, value);
            }
            node.message(5, attribute);
            return this;
        }

        Node integers(String name, long... values) {
            ProtoWriter attribute = new ProtoWriter().text(1, name).integer(20, 7);
            for (long value : values) {
                attribute.integer(8, value);
            }
            node.message(5, attribute);
            return this;
        }

        Node texts(String name, List<String> values) {
            ProtoWriter attribute = new ProtoWriter().text(1, name).integer(20, 8);
            values.forEach(value -> attribute.text(9, value));
            node.message(5, attribute);
            return this;
        }
    }

    /** @param width columns; 0 for an output of shape [N] */
    OnnxBuilder input(String name, int type, int width) {
        graph.message(11, tensor(name, type, width));
        return this;
    }

    OnnxBuilder output(String name, int type, int width) {
        graph.message(12, tensor(name, type, width));
        return this;
    }

    /** A sequence of maps from class to probability, as ZipMap makes it. */
    OnnxBuilder mapsOutput(String name, int keyType) {
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

    OnnxBuilder constant(String name, long... values) {
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

    static Node ml(String operation, List<String> inputs, List<String> outputs) {
        return new Node("ai.onnx.ml", operation, inputs, outputs);
    }

    static Node onnx(String operation, List<String> inputs, List<String> outputs) {
        return new Node("", operation, inputs, outputs);
    }

    OnnxBuilder node(Node node) {
        graph.message(1, node.node);
        return this;
    }

    OnnxBuilder metadata(String key, String value) {
        metadata.message(14, new ProtoWriter().text(1, key).text(2, value));
        return this;
    }

    Path write(Path file) {
        ProtoWriter model = new ProtoWriter()
                .integer(1, 8)
                .message(7, graph)
                .message(8, new ProtoWriter().text(1, "").integer(2, 17))
                .message(8, new ProtoWriter().text(1, "ai.onnx.ml").integer(2, 3));
        try (java.io.OutputStream out = Files.newOutputStream(file)) {
            out.write(model.bytes());
            out.write(metadata.bytes());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
