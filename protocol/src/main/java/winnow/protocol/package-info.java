/**
 * What the three programs share: what travels between them and how a program says why it stopped. Start reading in
 * {@link winnow.protocol.frame}.
 */
@NullMarked
package winnow.protocol;

import org.jspecify.annotations.NullMarked;
