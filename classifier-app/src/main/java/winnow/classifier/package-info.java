/**
 * The classifier program: follows the jobs and lends a hand with every active one. Start reading in
 * {@link winnow.classifier.Instance}.
 */
@NullMarked
package winnow.classifier;

import org.jspecify.annotations.NullMarked;
