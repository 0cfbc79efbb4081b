package winnow.receiver.log;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import winnow.protocol.frame.ResultsFrame;

/**
 * One frame's place in the files, and what must be found there. Its layout is in {@link ResultsIndex}; nothing in it
 * depends on time, host or offset (rule 6).
 *
 * @param source CRC32C of the rows frame from which the frame was made: it speaks for all of the input up to here
 * @param rows rows of the frame, rejects included
 * @param frameCrc32c the CRC32C that the frame carried on its way, see {@link ResultsFrame#computeCrc32c}
 */
record IndexEntry(
        long number,
        long logPosition,
        int logLength,
        long rejectsPosition,
        int rejectsLength,
        int rows,
        int rejected,
        int source,
        int frameCrc32c) {

    static final int BYTES = 52;

    static IndexEntry of(ResultsFrame frame, Mark at) {
        return new IndexEntry(
                frame.number(),
                at.logBytes(),
                frame.results().length,
                at.rejectsBytes(),
                frame.rejects().length,
                frame.rows(),
                frame.rejected(),
                frame.source(),
                frame.crc32c());
    }

    byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES)
                .putLong(number)
                .putLong(logPosition)
                .putInt(logLength)
                .putLong(rejectsPosition)
                .putInt(rejectsLength)
                .putInt(rows)
                .putInt(rejected)
                .putInt(source)
                .putInt(frameCrc32c);
        return bytes.putInt(crc32c(bytes.array(), 0)).array();
    }

    /** Reads the entry that starts at {@code from}; null if its bytes are not those that were written. */
    static @Nullable IndexEntry read(byte[] bytes, int from) {
        ByteBuffer entry = ByteBuffer.wrap(bytes, from, BYTES);
        IndexEntry read = new IndexEntry(
                entry.getLong(),
                entry.getLong(),
                entry.getInt(),
                entry.getLong(),
                entry.getInt(),
                entry.getInt(),
                entry.getInt(),
                entry.getInt(),
                entry.getInt());
        return entry.getInt() == crc32c(bytes, from) ? read : null;
    }

    private static int crc32c(byte[] bytes, int from) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, BYTES - Integer.BYTES);
        return (int) crc.getValue();
    }

    /** Whether this is what comes next in files that go as far as {@code mark}. */
    boolean follows(Mark mark) {
        return number == mark.next()
                && logPosition == mark.logBytes()
                && logLength >= 0
                && rejectsPosition == mark.rejectsBytes()
                && rejectsLength >= 0;
    }
}
