/**
 * The command line {@code winnow}: a subcommand for each verb and each program, what they say, and how they exit. Start
 * reading in {@link winnow.cli.Winnow}.
 */
@NullMarked
package winnow.cli;

import org.jspecify.annotations.NullMarked;
