package winnow.classifier.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Takes the values of one input tensor, row after row, in memory that ONNX Runtime reads where it is. Reused from batch to
 * batch; one thread.
 */
final class Tensors {
    private final ModelInput input;
    private final int width;
    private ByteBuffer numbers = ByteBuffer.allocateDirect(0);
    private String[] texts = new String[0];

    Tensors(ModelInput input) {
        this.input = input;
        this.width = input.columns().size();
    }

    void reserve(int rows) {
        switch (input.type()) {
            case STRING -> {
                if (texts.length < rows * width) {
                    texts = new String[rows * width];
                }
            }
            default -> {
                if (numbers.capacity() < rows * width * Long.BYTES) {
                    numbers =
                            ByteBuffer.allocateDirect(rows * width * Long.BYTES).order(ByteOrder.nativeOrder());
                }
            }
        }
    }

    void put(int row, int column, String text) {
        texts[row * width + column] = text;
    }

    void put(int row, int column, double value) {
        int at = row * width + column;
        switch (input.type()) {
            // through double, as whoever trained the model has read the same text
            case FLOAT -> numbers.putFloat(at * Float.BYTES, (float) value);
            default -> numbers.putDouble(at * Double.BYTES, value);
        }
    }

    void put(int row, int column, long value) {
        int at = row * width + column;
        switch (input.type()) {
            case INT32 -> numbers.putInt(at * Integer.BYTES, (int) value);
            default -> numbers.putLong(at * Long.BYTES, value);
        }
    }

    /** Writes a row again as another. */
    void repeat(int row, int as) {
        for (int column = 0; column < width; column++) {
            int from = row * width + column;
            int to = as * width + column;
            switch (input.type()) {
                case STRING -> texts[to] = texts[from];
                case FLOAT, INT32 -> numbers.putInt(to * Integer.BYTES, numbers.getInt(from * Integer.BYTES));
                default -> numbers.putLong(to * Long.BYTES, numbers.getLong(from * Long.BYTES));
            }
        }
    }

    /** The first rows; valid until the next batch. */
    OnnxTensor tensor(OrtEnvironment environment, int rows) throws OrtException {
        int count = rows * width;
        long[] shape = input.shape(rows);
        numbers.clear();
        return switch (input.type()) {
            case STRING ->
                OnnxTensor.createTensor(
                        environment, count == texts.length ? texts : Arrays.copyOf(texts, count), shape);
            case FLOAT ->
                OnnxTensor.createTensor(environment, numbers.asFloatBuffer().limit(count), shape);
            case DOUBLE ->
                OnnxTensor.createTensor(environment, numbers.asDoubleBuffer().limit(count), shape);
            case INT32 ->
                OnnxTensor.createTensor(environment, numbers.asIntBuffer().limit(count), shape);
            default ->
                OnnxTensor.createTensor(environment, numbers.asLongBuffer().limit(count), shape);
        };
    }
}
