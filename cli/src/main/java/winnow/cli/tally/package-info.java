/**
 * Counts of labels as text. Start reading in {@link winnow.cli.tally.TallyText}.
 */
@NullMarked
package winnow.cli.tally;

import org.jspecify.annotations.NullMarked;
