/**
 * What the results say when they are counted: labels, and how they compare with what is known. Start reading in
 * {@link winnow.receiver.tally.Tally}.
 */
@NullMarked
package winnow.receiver.tally;

import org.jspecify.annotations.NullMarked;
