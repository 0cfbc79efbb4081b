/**
 * Whole jobs, measured from outside as their users see them: wall time of commands, and what the operating system says of
 * each process. Start reading in {@link winnow.bench.job.JobBench}.
 */
@NullMarked
package winnow.bench.job;

import org.jspecify.annotations.NullMarked;
