/**
 * The jobs that an instance works on, one Kafka Streams application each. Start reading in
 * {@link winnow.classifier.jobs.JobFollower}.
 */
@NullMarked
package winnow.classifier.jobs;

import org.jspecify.annotations.NullMarked;
