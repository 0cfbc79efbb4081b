/**
 * The HTTP API and the page: who may ask, what is answered, and the streams of events. Start reading in
 * {@link winnow.hub.http.Api}.
 */
@NullMarked
package winnow.hub.http;

import org.jspecify.annotations.NullMarked;
