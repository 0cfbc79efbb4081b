/**
 * Models that travel: files, known by their SHA-256, in pieces. Start reading in
 * {@link winnow.protocol.model.PushedModel}.
 */
@NullMarked
package winnow.protocol.model;

import org.jspecify.annotations.NullMarked;
