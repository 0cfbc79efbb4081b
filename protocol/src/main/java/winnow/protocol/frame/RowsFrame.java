package winnow.protocol.frame;

/**
 * Chunk {@code number} on its way in.
 *
 * @param parent CRC32C of the rows frame before this one, {@link Frame#NO_PARENT} for the first
 * @param firstRow number of the chunk's first row; the first row after the header line is 1
 * @param firstLine line in the input of the chunk's first byte; the header line is line 1
 * @param firstByte offset of the chunk's first byte in the (decompressed) input, from 0
 * @param rows rows in the chunk, those that the sender had to reject included
 * @param rejected of these, rows that the sender rejected; they come after all rows in {@code bytes}
 * @param bytes consecutive bytes of the input, cut at ends of rows; blank lines are still in it, and the last row of a
 *     file may lack its line end
 * @param rejects the sender's rejects as lines of rejects.csv, see {@link Reject#appendTo}; empty if none
 */
@SuppressWarnings("ArrayRecordComponent") // frames are never compared; copying every chunk would cost a pass
public record RowsFrame(
        long number,
        int parent,
        long firstRow,
        long firstLine,
        long firstByte,
        int rows,
        int rejected,
        byte[] bytes,
        byte[] rejects,
        int crc32c)
        implements Frame {

    public RowsFrame {
        if (number < 0 || firstRow < 1 || firstLine < 1 || firstByte < 0 || rejected < 0 || rejected > rows) {
            throw new CorruptFrameException(
                    "chunk %d cannot have %d rows, %d of them rejected, from row %d, line %d, byte %d"
                            .formatted(number, rows, rejected, firstRow, firstLine, firstByte));
        }
    }

    /** Makes the frame and seals it with its checksum. */
    public static RowsFrame seal(
            long number,
            int parent,
            long firstRow,
            long firstLine,
            long firstByte,
            int rows,
            int rejected,
            byte[] bytes,
            byte[] rejects) {
        int crc = checksum(number, parent, firstRow, firstLine, firstByte, rows, rejected, bytes, rejects);
        return new RowsFrame(number, parent, firstRow, firstLine, firstByte, rows, rejected, bytes, rejects, crc);
    }

    @Override
    public int computeCrc32c() {
        return checksum(number, parent, firstRow, firstLine, firstByte, rows, rejected, bytes, rejects);
    }

    private static int checksum(
            long number,
            int parent,
            long firstRow,
            long firstLine,
            long firstByte,
            int rows,
            int rejected,
            byte[] bytes,
            byte[] rejects) {
        return new Checksum()
                .number(number)
                .number(parent)
                .number(firstRow)
                .number(firstLine)
                .number(firstByte)
                .number(rows)
                .number(rejected)
                .bytes(bytes)
                .bytes(rejects)
                .value();
    }
}
