package winnow.simulation;

/** What the protocol's promise rests on. A simulation without one of them must find a schedule that breaks the promise. */
enum Guard {
    /** Rule 4: the receiver appends the next frame, and no other. */
    NEXT_ONLY,
    /** Rule 6: the receiver checks a frame's CRC32C. */
    CHECKSUM,
    /** A frame follows the one that it names as its parent. */
    PARENT,
    /** Rule 5: what lies beyond the mark is cut off. */
    CUT_AT_THE_MARK,
    /** Rule 5: bytes first, index second. */
    BYTES_BEFORE_INDEX
}
