package winnow.classifier.onnx;

import ai.onnxruntime.OnnxJavaType;
import java.util.List;

/**
 * One input tensor of the model and the columns it is filled from.
 *
 * @param tensor its name in the model
 * @param columns one for a tensor of shape [N, 1], several for a packed one of shape [N, F]
 * @param oneDimension whether its shape is [N]
 */
record ModelInput(String tensor, OnnxJavaType type, List<String> columns, boolean oneDimension) {
    long[] shape(int rows) {
        return oneDimension ? new long[] {rows} : new long[] {rows, columns.size()};
    }
}
