package winnow.classifier.onnx;

import ai.onnxruntime.OnnxJavaType;

/**
 * One output of the model.
 *
 * @param name in the model
 * @param type of its elements
 * @param maps whether it is a sequence of maps, one for each row, from class to probability (ZipMap)
 */
record ModelOutput(String name, OnnxJavaType type, boolean maps) {}
