package winnow.receiver.log;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Writes results.index: what vouches for results.log and rejects.csv, and the mark after a restart. One thread.
 *
 * <pre>
 *   all numbers are big-endian
 *
 *   header, 16 bytes
 *    0   8  the letters WINNOWIX
 *    8   4  version of this layout: 1
 *   12   4  bytes of an entry: 48
 *
 *   entry of frame n, 48 bytes from 16 + 48 n
 *    0   8  number of the frame: n
 *    8   8  where its lines start in results.log
 *   16   4  how many bytes they are
 *   20   8  where its records start in rejects.csv
 *   28   4  how many bytes they are
 *   32   4  rows of the frame, rejects included
 *   36   4  rejected rows of the frame
 *   40   4  CRC32C of the frame: over number, rows, rejected rows (8 bytes each), the lines, the records
 *   44   4  CRC32C of the 44 bytes before
 * </pre>
 */
final class ResultsIndex {
    static final int HEADER_BYTES = 16;

    private static final int VERSION = 1;

    private final AppendFile file;
    /** Entries whose bytes may not be safe yet; they stay here until they are (rule 5). */
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

    ResultsIndex(AppendFile file) {
        this.file = file;
    }

    static byte[] header() {
        return ByteBuffer.allocate(HEADER_BYTES)
                .put("WINNOWIX".getBytes(StandardCharsets.US_ASCII))
                .putInt(VERSION)
                .putInt(IndexEntry.BYTES)
                .array();
    }

    static long position(long entry) {
        return HEADER_BYTES + entry * IndexEntry.BYTES;
    }

    void addHeader() {
        pending.writeBytes(header());
    }

    void add(IndexEntry entry) {
        pending.writeBytes(entry.toBytes());
    }

    int pendingBytes() {
        return pending.size();
    }

    /** Writes what is pending, and returns when it is safe. The bytes that it vouches for must be safe already. */
    void vouch() {
        file.append(pending.toByteArray());
        pending.reset();
        file.force();
    }
}
