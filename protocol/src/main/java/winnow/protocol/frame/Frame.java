package winnow.protocol.frame;

/**
 * One record of a job's topics. Frames are numbered 0, 1, 2 … without gaps; the last one is the {@link Manifest}.
 * Immutable by agreement: arrays are handed over, not copied.
 */
public sealed interface Frame permits RowsFrame, ResultsFrame, Manifest {
    long number();

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
