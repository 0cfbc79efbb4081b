/**
 * What travels between the programs, without Kafka: chunks on their way in and out, and the manifest after them. Start
 * reading in {@link winnow.protocol.frame.Frame}.
 */
@NullMarked
package winnow.protocol.frame;

import org.jspecify.annotations.NullMarked;
