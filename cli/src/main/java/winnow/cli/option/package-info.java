/**
 * Options that several commands have in common, and what they mean. Start reading in
 * {@link winnow.cli.option.InputOptions}.
 */
@NullMarked
package winnow.cli.option;

import org.jspecify.annotations.NullMarked;
