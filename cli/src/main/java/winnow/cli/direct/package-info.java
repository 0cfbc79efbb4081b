/**
 * A job without Kafka, in this process: the oracle of the cluster. Start reading in
 * {@link winnow.cli.direct.DirectRun}.
 */
@NullMarked
package winnow.cli.direct;

import org.jspecify.annotations.NullMarked;
