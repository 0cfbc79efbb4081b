/**
 * What classifies rows, found by its name. Start reading in {@link winnow.classifier.model.Classifier}; a jar on the
 * class path brings another kind by a {@link winnow.classifier.model.ClassifierProvider}.
 */
@NullMarked
package winnow.classifier.model;

import org.jspecify.annotations.NullMarked;
