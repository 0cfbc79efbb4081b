/**
 * Calls whoever asked for it when a job has ended, signed as Standard Webhooks has it. Start reading in
 * {@link winnow.hub.callback.Callbacks}.
 */
@NullMarked
package winnow.hub.callback;

import org.jspecify.annotations.NullMarked;
