/**
 * What a job is: one input, one pipeline, one results log. Start reading in {@link winnow.protocol.job.JobSpec}.
 */
@NullMarked
package winnow.protocol.job;

import org.jspecify.annotations.NullMarked;
