/**
 * The files of a job's results: appended frame by frame, vouched for by an index, and taken up again after any crash
 * (rules 4 to 6). Start reading in {@link winnow.receiver.log.ResultsLog}; the index's layout is in
 * {@link winnow.receiver.log.ResultsIndex}.
 */
@NullMarked
package winnow.receiver.log;

import org.jspecify.annotations.NullMarked;
