package winnow.classifier.onnx;

import ai.onnxruntime.OnnxMap;
import ai.onnxruntime.OnnxSequence;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import winnow.classifier.model.Answers;
import winnow.classifier.model.OutputFields;

/** Turns what the model gave into a label and, if they are wanted, probabilities for each row. One thread. */
final class OutputRows {
    private final Signature signature;
    private final @Nullable Integer decimals;
    private final char delimiter;
    private final OutputFields fields;
    /** Labels as they go into results.log: there are few, and each is there many times. */
    private final Map<String, byte[]> encoded = new TreeMap<>();
    /** The same for labels that are small numbers, which most are. */
    private final byte[][] encodedNumbers = new byte[256][];

    /** @param decimals of the probabilities; null if they are not wanted */
    OutputRows(Signature signature, @Nullable Integer decimals, char delimiter) {
        this.signature = signature;
        this.decimals = decimals;
        this.delimiter = delimiter;
        this.fields = new OutputFields(delimiter);
    }

    void answer(OrtSession.Result result, InputRows rows, Answers answers) throws OrtException {
        double[][] probabilities = null;
        ModelOutput numbers = signature.probabilities();
        if (numbers != null && (decimals != null || signature.label() == null)) {
            probabilities = probabilities(value(result, numbers), rows.rows());
        }
        byte[][] labels = labels(result, probabilities, rows.rows());
        for (int row = 0; row < rows.rows(); row++) {
            fields.clear().field(labels[row]);
            if (decimals != null && probabilities != null) {
                for (double probability : probabilities[row]) {
                    fields.decimal(probability, decimals);
                }
            }
            fields.answer(rows.rowOf(row), answers);
        }
    }

    private byte[][] labels(OrtSession.Result result, double @Nullable [][] probabilities, int rows)
            throws OrtException {
        byte[][] labels = new byte[rows][];
        ModelOutput label = signature.label();
        if (label == null) {
            for (int row = 0; row < rows; row++) {
                labels[row] = encoded(signature.classes().get(largest(required(probabilities)[row])));
            }
            return labels;
        }
        OnnxTensor tensor = (OnnxTensor) value(result, label);
        switch (label.type()) {
            case STRING -> {
                Object texts = tensor.getValue();
                for (int row = 0; row < rows; row++) {
                    labels[row] = encoded(text(texts, row));
                }
            }
            default -> {
                LongBuffer numbers = tensor.getLongBuffer();
                for (int row = 0; row < rows; row++) {
                    labels[row] = encoded(numbers.get(row));
                }
            }
        }
        return labels;
    }

    /** Labels come as [N] or as [N, 1]. */
    private static String text(Object texts, int row) {
        return texts instanceof String[] flat ? flat[row] : ((String[][]) texts)[row][0];
    }

    private double[][] probabilities(OnnxValue value, int rows) throws OrtException {
        int classes = signature.classes().size();
        double[][] probabilities = new double[rows][classes];
        if (value instanceof OnnxSequence sequence) {
            List<? extends OnnxValue> maps = sequence.getValue();
            for (int row = 0; row < rows; row++) {
                fill(probabilities[row], ((OnnxMap) maps.get(row)).getValue());
            }
            return probabilities;
        }
        OnnxTensor tensor = (OnnxTensor) value;
        long[] shape = tensor.getInfo().getShape();
        if (shape[shape.length - 1] != classes) {
            throw new IllegalStateException(
                    "the model gives " + shape[shape.length - 1] + " probabilities for " + classes + " classes");
        }
        switch (tensor.getInfo().type) {
            case FLOAT -> {
                FloatBuffer numbers = tensor.getFloatBuffer();
                for (int row = 0; row < rows; row++) {
                    for (int i = 0; i < classes; i++) {
                        probabilities[row][i] = numbers.get(row * classes + i);
                    }
                }
            }
            default -> {
                DoubleBuffer numbers = tensor.getDoubleBuffer();
                for (int row = 0; row < rows; row++) {
                    numbers.get(row * classes, probabilities[row]);
                }
            }
        }
        return probabilities;
    }

    private void fill(double[] row, Map<?, ?> byClass) {
        byClass.forEach((name, probability) -> {
            int at = signature.classes().indexOf(String.valueOf(name));
            if (at < 0) {
                throw new IllegalStateException("the model gives a probability for the unknown class '" + name + "'");
            }
            row[at] = ((Number) probability).doubleValue();
        });
    }

    private static int largest(double[] probabilities) {
        int largest = 0;
        for (int i = 1; i < probabilities.length; i++) {
            largest = probabilities[i] > probabilities[largest] ? i : largest;
        }
        return largest;
    }

    private byte[] encoded(long label) {
        if (label < 0 || label >= encodedNumbers.length) {
            return encoded(Long.toString(label));
        }
        byte[] known = encodedNumbers[(int) label];
        if (known == null) {
            known = encoded(Long.toString(label));
            encodedNumbers[(int) label] = known;
        }
        return known;
    }

    private byte[] encoded(String label) {
        return encoded.computeIfAbsent(label, text -> OutputFields.encode(text, delimiter));
    }

    private static OnnxValue value(OrtSession.Result result, ModelOutput output) {
        return result.get(output.name())
                .orElseThrow(() -> new IllegalStateException("the model did not give " + output.name()));
    }

    private static double[][] required(double @Nullable [][] probabilities) {
        if (probabilities == null) {
            throw new IllegalStateException("a model without a label has probabilities");
        }
        return probabilities;
    }
}
