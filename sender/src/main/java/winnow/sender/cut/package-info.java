/**
 * Second step: bytes to chunks, a pure function of the input and the cut rule; no Kafka here. Start reading in
 * {@link winnow.sender.cut.Cutter}.
 */
@NullMarked
package winnow.sender.cut;

import org.jspecify.annotations.NullMarked;
