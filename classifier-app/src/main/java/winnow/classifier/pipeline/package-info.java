/**
 * One chunk in, one chunk out, without Kafka: split into rows, checked, classified, written. Start reading in
 * {@link winnow.classifier.pipeline.Pipeline}.
 */
@NullMarked
package winnow.classifier.pipeline;

import org.jspecify.annotations.NullMarked;
