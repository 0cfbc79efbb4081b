/** Has waiting jobs go to work, so many at once. Start reading in {@link winnow.hub.queue.JobQueue}. */
@NullMarked
package winnow.hub.queue;

import org.jspecify.annotations.NullMarked;
