/** Where a row of CSV ends: the one rule by which the sender cuts and the receiver counts. */
@NullMarked
package winnow.protocol.csv;

import org.jspecify.annotations.NullMarked;
