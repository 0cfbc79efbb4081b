package winnow.protocol.frame;

/**
 * One record of a job's topics. Frames are numbered 0, 1, 2 … without gaps; the last one is the {@link Manifest}.
 * Immutable by agreement: arrays are handed over, not copied.
 *
 * <p>A frame of rows names its parent, the CRC32C of the frame of rows before it, and its own CRC32C covers that too. So
 * one number speaks for all of the input up to a frame's end: whether a sender that was started again, or an instance,
 * or the manifest has the same input in mind is seen by comparing it.
 */
public sealed interface Frame permits RowsFrame, ResultsFrame, Manifest {
    /** The parent of the first frame. */
    int NO_PARENT = 0;

    long number();

    /** The CRC32C of the rows frame before this one's, {@link #NO_PARENT} for the first. */
    int parent();

    /** The CRC32C that was computed where the frame was made; it travels with it and is checked at each stop. */
    int crc32c();

    /** What {@link #crc32c()} must be for the contents that this frame has now. */
    int computeCrc32c();

    /** @throws CorruptFrameException if the contents are not those that were sealed where the frame was made */
    default void check() {
        int actual = computeCrc32c();
        if (actual != crc32c()) {
            throw new CorruptFrameException(
                    "chunk %d has CRC32C %08x, expected %08x".formatted(number(), actual, crc32c()));
        }
    }
}
