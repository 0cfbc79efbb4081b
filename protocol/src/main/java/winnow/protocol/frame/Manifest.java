package winnow.protocol.frame;

/**
 * The frame after the last chunk, and the only sign of completeness (rule 3): totals and digest of the input. It passes
 * the instances unchanged.
 *
 * @param number one more than the last chunk's number, so also the number of chunks
 * @param parent CRC32C of the last rows frame: it speaks for the input of which this is the manifest
 * @param rows rows in the input, header lines and blank lines not counted
 * @param blankLines blank lines that were skipped
 * @param bytes bytes of the input, decompressed, everything included
 * @param sha256 SHA-256 of these bytes in hex; for one uncompressed file what {@code sha256sum} prints
 */
public record Manifest(long number, int parent, long rows, long blankLines, long bytes, String sha256, int crc32c)
        implements Frame {

    public Manifest {
        if (number < 0 || rows < 0 || blankLines < 0 || bytes < 0) {
            throw new CorruptFrameException("manifest %d cannot have %d rows, %d blank lines and %d bytes"
                    .formatted(number, rows, blankLines, bytes));
        }
    }

    /** Makes the manifest and seals it with its checksum. */
    public static Manifest seal(long number, int parent, long rows, long blankLines, long bytes, String sha256) {
        int crc = checksum(number, parent, rows, blankLines, bytes, sha256);
        return new Manifest(number, parent, rows, blankLines, bytes, sha256, crc);
    }

    @Override
    public int computeCrc32c() {
        return checksum(number, parent, rows, blankLines, bytes, sha256);
    }

    private static int checksum(long number, int parent, long rows, long blankLines, long bytes, String sha256) {
        return new Checksum()
                .number(number)
                .number(parent)
                .number(rows)
                .number(blankLines)
                .number(bytes)
                .text(sha256)
                .value();
    }
}
