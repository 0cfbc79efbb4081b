/**
 * Classifies by a rule over the columns, in the Common Expression Language. Start reading in
 * {@link winnow.classifier.cel.Rule}.
 */
@NullMarked
package winnow.classifier.cel;

import org.jspecify.annotations.NullMarked;
