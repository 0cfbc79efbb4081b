/**
 * How to reach Kafka: frames as records, the topics and what they are set to, and the settings that every client
 * shares. Start reading in {@link winnow.protocol.kafka.Topics}.
 */
@NullMarked
package winnow.protocol.kafka;

import org.jspecify.annotations.NullMarked;
