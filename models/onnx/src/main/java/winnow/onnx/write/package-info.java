/**
 * Writes ONNX models, without a library for it: training does, and the tests make theirs with it. Start reading in
 * {@link winnow.onnx.write.OnnxBuilder}.
 */
@NullMarked
package winnow.onnx.write;

import org.jspecify.annotations.NullMarked;
