/**
 * Classifies with any program that reads rows and writes a line for each. Start reading in
 * {@link winnow.classifier.exec.ExecClassifier}.
 */
@NullMarked
package winnow.classifier.exec;

import org.jspecify.annotations.NullMarked;
