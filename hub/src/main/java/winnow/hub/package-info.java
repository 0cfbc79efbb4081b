/**
 * The hub: a page that shows the jobs live, and an HTTP API that does what the page shows. Start reading in
 * {@link winnow.hub.Hub}.
 */
@NullMarked
package winnow.hub;

import org.jspecify.annotations.NullMarked;
