/**
 * What a finished job hands over: its report and its archive. Start reading in
 * {@link winnow.receiver.output.JobReport}.
 */
@NullMarked
package winnow.receiver.output;

import org.jspecify.annotations.NullMarked;
