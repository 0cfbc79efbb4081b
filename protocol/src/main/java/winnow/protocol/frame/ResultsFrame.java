package winnow.protocol.frame;

/**
 * Chunk {@code number} on its way out: what it adds to results.log and to rejects.csv, as bytes that are appended as
 * they are.
 *
 * @param parent CRC32C of the rows frame before the one this was made from
 * @param source CRC32C of the rows frame this was made from
 * @param rows rows in the chunk: {@code rows - rejected} lines in {@code results}, {@code rejected} in {@code rejects}
 */
@SuppressWarnings("ArrayRecordComponent") // frames are never compared; copying every chunk would cost a pass
public record ResultsFrame(
        long number, int parent, int source, int rows, int rejected, byte[] results, byte[] rejects, int crc32c)
        implements Frame {

    public ResultsFrame {
        if (number < 0 || rejected < 0 || rejected > rows) {
            throw new CorruptFrameException(
                    "chunk %d cannot have %d rows with %d of them rejected".formatted(number, rows, rejected));
        }
    }

    /** Makes the frame and seals it with its checksum. */
    public static ResultsFrame seal(
            long number, int parent, int source, int rows, int rejected, byte[] results, byte[] rejects) {
        int crc = checksum(number, parent, source, rows, rejected, results, rejects);
        return new ResultsFrame(number, parent, source, rows, rejected, results, rejects, crc);
    }

    @Override
    public int computeCrc32c() {
        return checksum(number, parent, source, rows, rejected, results, rejects);
    }

    private static int checksum(
            long number, int parent, int source, int rows, int rejected, byte[] results, byte[] rejects) {
        return new Checksum()
                .number(number)
                .number(parent)
                .number(source)
                .number(rows)
                .number(rejected)
                .bytes(results)
                .bytes(rejects)
                .value();
    }
}
