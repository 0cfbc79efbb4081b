/**
 * First step: a job's input as bytes, whatever it is kept in. Start reading in {@link winnow.sender.source.RowSource}.
 */
@NullMarked
package winnow.sender.source;

import org.jspecify.annotations.NullMarked;
