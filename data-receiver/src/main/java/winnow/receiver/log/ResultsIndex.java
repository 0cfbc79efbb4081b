package winnow.receiver.log;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import winnow.protocol.ExitCode;

/**
 * Writes results.index: what vouches for results.log and rejects.csv, and the mark after a restart. One thread.
 *
 * <pre>
 *   all numbers are big-endian
 *
 *   header, 16 bytes
 *    0   8  the letters WINNOWIX
 *    8   4  version of this layout: 2
 *   12   4  bytes of an entry: 52
 *
 *   entry of frame n, 52 bytes from 16 + 52 n
 *    0   8  number of the frame: n
 *    8   8  where its lines start in results.log
 *   16   4  how many bytes they are
 *   20   8  where its records start in rejects.csv
 *   28   4  how many bytes they are
 *   32   4  rows of the frame, rejects included
 *   36   4  rejected rows of the frame
 *   40   4  CRC32C of the rows frame from which it was made: it speaks for all of the input up to here
 *   44   4  CRC32C of the frame, see ResultsFrame
 *   48   4  CRC32C of the 48 bytes before
 * </pre>
 */
final class ResultsIndex {
    static final int HEADER_BYTES = 16;

    private static final int VERSION = 2;

    private final AppendFile file;
    /** Entries whose bytes may not be safe yet; they stay here until they are (rule 5). */
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

    /** CRC32C of each frame whose entry is pending, the first of them that of frame {@link #vouchedFor}. */
    private final List<Integer> pendingCrcs = new ArrayList<>();

    private long vouchedFor;
    private boolean headerIsMissing;

    /** @param vouchedFor entries that are in the file */
    ResultsIndex(AppendFile file, long vouchedFor) {
        this.file = file;
        this.vouchedFor = vouchedFor;
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
        headerIsMissing = true;
    }

    void add(IndexEntry entry) {
        pending.writeBytes(entry.toBytes());
        pendingCrcs.add(entry.frameCrc32c());
    }

    int pendingBytes() {
        return pending.size() + (headerIsMissing ? HEADER_BYTES : 0);
    }

    /** Writes what is pending, and returns when it is safe. The bytes that it vouches for must be safe already. */
    void vouch() {
        if (headerIsMissing) {
            file.append(header());
            file.force(); // before any entry: so a bad header is damage, and no trace of a power cut
            headerIsMissing = false;
        }
        file.append(pending.toByteArray());
        pending.reset();
        file.force();
        vouchedFor += pendingCrcs.size();
        pendingCrcs.clear();
    }

    /** The CRC32C that a frame had which was added, however long ago. */
    int frameCrc32c(long number) {
        if (number >= vouchedFor) {
            return pendingCrcs.get((int) (number - vouchedFor));
        }
        IndexEntry entry = IndexEntry.read(file.read(position(number), IndexEntry.BYTES), 0);
        if (entry == null) {
            throw ExitCode.FAILED.because("the entry of chunk " + number + " at byte " + position(number)
                    + " of the index, which was good when it was written, fails its CRC32C: the disk is damaged");
        }
        return entry.frameCrc32c();
    }
}
