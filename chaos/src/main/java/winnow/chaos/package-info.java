/**
 * Whole jobs on this machine's cluster, with real processes, while things go wrong; a seed decides which and when, and the
 * results are held against those of a run without a cluster. Start reading in {@link winnow.chaos.Chaos}.
 */
@NullMarked
package winnow.chaos;

import org.jspecify.annotations.NullMarked;
