/**
 * Two models side by side on one input. Start reading in {@link winnow.cli.compare.Comparison}.
 */
@NullMarked
package winnow.cli.compare;

import org.jspecify.annotations.NullMarked;
