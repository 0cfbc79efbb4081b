/**
 * A job as a Kafka Streams application. Start reading in {@link winnow.classifier.topology.JobTopology}.
 */
@NullMarked
package winnow.classifier.topology;

import org.jspecify.annotations.NullMarked;
