/**
 * Learns a classifier from rows whose labels are known, and writes it as an ONNX model that Winnow runs as it is. Start
 * reading in {@link winnow.train.Training}.
 */
@NullMarked
package winnow.train;

import org.jspecify.annotations.NullMarked;
