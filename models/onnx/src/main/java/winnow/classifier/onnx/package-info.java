/**
 * Classifies with an ONNX model. Start reading in {@link winnow.classifier.onnx.OnnxClassifier}; what the model wants and
 * gives is in {@link winnow.classifier.onnx.Signature}.
 */
@NullMarked
package winnow.classifier.onnx;

import org.jspecify.annotations.NullMarked;
