/**
 * Who takes part: each program announces itself and how far it is. Start reading in
 * {@link winnow.protocol.member.Member}.
 */
@NullMarked
package winnow.protocol.member;

import org.jspecify.annotations.NullMarked;
