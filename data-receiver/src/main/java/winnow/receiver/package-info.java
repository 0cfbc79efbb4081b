/**
 * Receives a job's results from Kafka and leaves them in one exact file. Start reading in
 * {@link winnow.receiver.Receiver}, which is the life of the program; {@link winnow.receiver.Reception} is its loop.
 */
@NullMarked
package winnow.receiver;

import org.jspecify.annotations.NullMarked;
