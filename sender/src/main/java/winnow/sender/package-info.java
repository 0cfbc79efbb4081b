/**
 * The first program of the chain: reads a CSV, cuts it into chunks and sends them to the job's rows topic. Start reading
 * in {@link winnow.sender.Sender}.
 */
@NullMarked
package winnow.sender;

import org.jspecify.annotations.NullMarked;
