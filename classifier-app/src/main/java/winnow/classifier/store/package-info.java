/**
 * The files of the models that an instance's jobs use. Start reading in {@link winnow.classifier.store.ModelStore}.
 */
@NullMarked
package winnow.classifier.store;

import org.jspecify.annotations.NullMarked;
