/**
 * Third step: chunks to the job's rows topic, each in its partition. Start reading in
 * {@link winnow.sender.send.FrameSender}.
 */
@NullMarked
package winnow.sender.send;

import org.jspecify.annotations.NullMarked;
