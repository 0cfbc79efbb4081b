/** Follows the cluster and asks its members, once a second. Start reading in {@link winnow.hub.watch.Watch}. */
@NullMarked
package winnow.hub.watch;

import org.jspecify.annotations.NullMarked;
