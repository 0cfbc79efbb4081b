/**
 * One job from its making to its verdict, as {@code winnow run} leads it. Start reading in
 * {@link winnow.cli.run.JobRun}.
 */
@NullMarked
package winnow.cli.run;

import org.jspecify.annotations.NullMarked;
