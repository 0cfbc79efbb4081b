/**
 * What the hub has others do: making, running and ending jobs, which the command line knows how to. Start reading in
 * {@link winnow.hub.desk.JobDesk}.
 */
@NullMarked
package winnow.hub.desk;

import org.jspecify.annotations.NullMarked;
