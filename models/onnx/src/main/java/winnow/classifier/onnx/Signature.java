package winnow.classifier.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.SequenceInfo;
import ai.onnxruntime.TensorInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;

/**
 * What the model reads and what it gives, in terms of columns.
 *
 * @param label the output that names the class; null if the largest probability does
 * @param probabilities the output that has one number for each class; null if there is none
 * @param classes in the order of the probabilities; empty if nothing says them
 * @param onMissing what the model wants for a number that is missing
 */
record Signature(
        List<ModelInput> inputs,
        @Nullable ModelOutput label,
        @Nullable ModelOutput probabilities,
        List<String> classes,
        OnMissing onMissing) {

    /**
     * @param metadata the model's own: {@code columns} names those of a packed tensor, {@code classes} the classes, and
     *     {@code on-missing} is the default of the option
     * @param features stand above the model's own {@code columns}
     * @throws StopException with USAGE if the model cannot be used with columns of a CSV
     */
    static Signature of(
            Collection<NodeInfo> inputs,
            Collection<NodeInfo> outputs,
            Graph graph,
            Map<String, String> metadata,
            List<String> features) {
        List<String> packed = features.isEmpty() ? OnnxOptions.names(metadata.getOrDefault("columns", "")) : features;
        List<ModelInput> read = new ArrayList<>();
        for (NodeInfo input : inputs) {
            read.add(input(input, inputs.size() == 1 ? packed : List.of()));
        }
        if (!features.isEmpty() && inputs.size() > 1) {
            throw ExitCode.USAGE.because("--features is for a model with one packed input, and this one has "
                    + inputs.size() + ", named as the columns they read");
        }
        requireDistinct(read);
        ModelOutput label = null;
        ModelOutput probabilities = null;
        long width = -1;
        for (NodeInfo output : outputs) {
            ModelOutput found = output(output);
            if (found != null && label == null && isLabel(found)) {
                label = found;
            } else if (found != null && probabilities == null && !isLabel(found)) {
                probabilities = found;
                width = output.getInfo() instanceof TensorInfo tensor ? last(tensor.getShape()) : -1;
            }
        }
        if (label == null && probabilities == null) {
            throw ExitCode.USAGE.because("the model has no output that is a label (string or int64) or probabilities");
        }
        List<String> classes = classes(graph, metadata, width, label);
        if (label == null && classes.isEmpty()) {
            throw ExitCode.USAGE.because("the model gives numbers and does not say for which classes:"
                    + " put their names into its metadata as 'classes'");
        }
        OnMissing onMissing = OnMissing.of(metadata.getOrDefault("on-missing", "error"));
        return new Signature(List.copyOf(read), label, probabilities, classes, onMissing);
    }

    /** Every column that is read, in the order of the tensors. */
    List<String> columns() {
        return inputs.stream().flatMap(input -> input.columns().stream()).toList();
    }

    private static ModelInput input(NodeInfo node, List<String> packed) {
        String name = node.getName();
        if (!(node.getInfo() instanceof TensorInfo tensor)) {
            throw ExitCode.USAGE.because("the model's input '" + name + "' is no tensor: a column cannot fill it");
        }
        switch (tensor.type) {
            case FLOAT, DOUBLE, INT64, INT32, STRING -> {}
            default ->
                throw ExitCode.USAGE.because("the model's input '" + name + "' has elements of type " + tensor.type
                        + "; a column can be float, double, int64, int32 or string");
        }
        long[] shape = tensor.getShape();
        if (shape.length < 1 || shape.length > 2 || shape[0] > 1) {
            throw ExitCode.USAGE.because("the model's input '" + name + "' must have the shape [N, columns], N free");
        }
        long width = shape.length == 1 ? 1 : shape[1];
        if (packed.isEmpty()) {
            if (width != 1) {
                throw ExitCode.USAGE.because("the model's input '" + name + "' is packed"
                        + (width > 0 ? " of " + width + " columns" : "")
                        + " and nothing says which: give --features a,b,c, or put 'columns' into its metadata");
            }
            return new ModelInput(name, tensor.type, List.of(name), shape.length == 1);
        }
        if (width > 0 && width != packed.size()) {
            throw ExitCode.USAGE.because("the model's input '" + name + "' takes " + width + " columns, and "
                    + packed.size() + " are named: " + String.join(", ", packed));
        }
        return new ModelInput(name, tensor.type, packed, shape.length == 1);
    }

    private static void requireDistinct(List<ModelInput> inputs) {
        TreeSet<String> seen = new TreeSet<>();
        for (ModelInput input : inputs) {
            for (String column : input.columns()) {
                if (!seen.add(column)) {
                    throw ExitCode.USAGE.because("the model would read the column '" + column + "' twice");
                }
            }
        }
    }

    private static @Nullable ModelOutput output(NodeInfo node) {
        if (node.getInfo() instanceof TensorInfo tensor) {
            return switch (tensor.type) {
                case STRING, INT64, FLOAT, DOUBLE -> new ModelOutput(node.getName(), tensor.type, false);
                default -> null;
            };
        }
        if (node.getInfo() instanceof SequenceInfo sequence && sequence.isSequenceOfMaps()) {
            return new ModelOutput(node.getName(), sequence.mapInfo.valueType, true);
        }
        return null;
    }

    private static boolean isLabel(ModelOutput output) {
        return !output.maps() && (output.type() == OnnxJavaType.STRING || output.type() == OnnxJavaType.INT64);
    }

    private static long last(long[] shape) {
        return shape.length == 0 ? -1 : shape[shape.length - 1];
    }

    /**
     * The names of the classes: of the ZipMap, of the model's metadata, or of the last node that has as many as there are
     * probabilities. Parts of a model have names too, and they are other ones.
     */
    private static List<String> classes(
            Graph graph, Map<String, String> metadata, long width, @Nullable ModelOutput label) {
        for (Graph.Node node : graph.nodes()) {
            if (node.operation().equals("ZipMap")) {
                return node.names("classlabels_strings", "classlabels_int64s");
            }
        }
        List<String> own = OnnxOptions.names(metadata.getOrDefault("classes", ""));
        if (!own.isEmpty()) {
            return own;
        }
        for (int i = graph.nodes().size() - 1; i >= 0; i--) {
            Graph.Node node = graph.nodes().get(i);
            for (String integers : List.of("classlabels_ints", "classlabels_int64s")) {
                List<String> names = node.names("classlabels_strings", integers);
                if (!names.isEmpty() && (width <= 0 || width == names.size())) {
                    return names;
                }
            }
        }
        return width > 0 && (label == null || label.type() == OnnxJavaType.INT64)
                ? LongStream.range(0, width).mapToObj(Long::toString).toList()
                : List.of();
    }
}
