/** What a job will take, before it is started. Start reading in {@link winnow.cli.plan.Plan}. */
@NullMarked
package winnow.cli.plan;

import org.jspecify.annotations.NullMarked;
