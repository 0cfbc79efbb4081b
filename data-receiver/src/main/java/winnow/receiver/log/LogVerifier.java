package winnow.receiver.log;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import winnow.protocol.ExitCode;
import winnow.protocol.frame.CorruptFrameException;
import winnow.protocol.frame.Reject;
import winnow.protocol.frame.ResultsFrame;

/**
 * Checks every entry of the index against every byte it vouches for. Only reads. Holds one frame at a time.
 *
 * <p>Entries are written in order, so a crash leaves good ones followed by whatever reached the disk of those that were
 * being written. A bad entry with a good one after it is therefore no trace of a crash, but damage.
 */
final class LogVerifier {
    private static final int ENTRIES_PER_READ = 1024;

    private final ResultsFiles files;
    private final OpenFiles open;
    private final MessageDigest logDigest = Digests.sha256();
    private final MessageDigest rejectsDigest = Digests.sha256();
    private Mark mark = Mark.START;

    LogVerifier(OpenFiles open) {
        this.files = open.names();
        this.open = open;
    }

    /** @return how far the index vouches for the files: the end of its last good entry */
    Mark verify() throws IOException {
        long entries = Math.max(0, open.index().size() - ResultsIndex.HEADER_BYTES) / IndexEntry.BYTES;
        if (entries == 0) {
            return mark;
        }
        requireHeaders();
        byte[] block = new byte[(int) Math.min(ENTRIES_PER_READ, entries) * IndexEntry.BYTES];
        long firstBad = -1;
        for (long n = 0; n < entries; n++) {
            int inBlock = (int) (n % ENTRIES_PER_READ);
            if (inBlock == 0) {
                int count = (int) Math.min(ENTRIES_PER_READ, entries - n);
                read(open.index(), ResultsIndex.position(n), block, count * IndexEntry.BYTES);
            }
            @Nullable IndexEntry entry = IndexEntry.read(block, inBlock * IndexEntry.BYTES);
            if (entry == null) {
                firstBad = firstBad < 0 ? n : firstBad;
            } else if (firstBad >= 0) {
                throw damaged("the entry of chunk " + firstBad + " at byte " + ResultsIndex.position(firstBad) + " of "
                        + files.index() + ", for rows from " + (mark.rows() + 1) + " on, fails its CRC32C");
            } else {
                check(entry, n);
            }
        }
        return mark;
    }

    /** Digest of results.log up to the mark; goes on from there. */
    MessageDigest logDigest() {
        return logDigest;
    }

    /** Digest of rejects.csv up to the mark; goes on from there. */
    MessageDigest rejectsDigest() {
        return rejectsDigest;
    }

    /** That both files which have one begin with their header. */
    void requireHeaders() throws IOException {
        if (!Arrays.equals(read(open.index(), 0, ResultsIndex.HEADER_BYTES), ResultsIndex.header())) {
            throw damaged("the first " + ResultsIndex.HEADER_BYTES + " bytes of " + files.index()
                    + " are no index's of this Winnow, so no chunk and no row from byte 0 on can be trusted");
        }
        byte[] header = Reject.HEADER.getBytes(StandardCharsets.US_ASCII);
        if (open.rejects().size() < header.length || !Arrays.equals(read(open.rejects(), 0, header.length), header)) {
            throw damaged("the header line of " + files.rejects() + ", before chunk 0 and row 1, from byte 0 on, is not"
                    + " what was written");
        }
        rejectsDigest.update(header);
    }

    private void check(IndexEntry entry, long n) throws IOException {
        if (!entry.follows(mark)) {
            throw damaged("the entry at byte " + ResultsIndex.position(n) + " of " + files.index() + " is for chunk "
                    + entry.number() + " from byte " + entry.logPosition() + " on, and chunk " + mark.next()
                    + " with row "
                    + (mark.rows() + 1) + " from byte " + mark.logBytes() + " on comes next");
        }
        Mark after = mark.plus(entry);
        if (open.log().size() < after.logBytes() || open.rejects().size() < after.rejectsBytes()) {
            throw damaged(frame(entry) + " is not there as a whole: " + files.log() + " has "
                    + open.log().size() + " bytes and " + files.rejects() + " "
                    + open.rejects().size());
        }
        byte[] lines = read(open.log(), entry.logPosition(), entry.logLength());
        byte[] records = read(open.rejects(), entry.rejectsPosition(), entry.rejectsLength());
        try {
            new ResultsFrame(
                            entry.number(),
                            mark.source(), // what was appended before is its parent
                            entry.source(),
                            entry.rows(),
                            entry.rejected(),
                            lines,
                            records,
                            entry.frameCrc32c())
                    .check();
        } catch (CorruptFrameException e) {
            throw damaged(frame(entry) + " is not what was written: " + e.getMessage());
        }
        logDigest.update(lines);
        rejectsDigest.update(records);
        mark = after;
    }

    /** The chunk, its rows and its bytes, for someone who has to find them. */
    private String frame(IndexEntry entry) {
        return "chunk %d with rows %d to %d (bytes %d to %d of %s, bytes %d to %d of %s)"
                .formatted(
                        entry.number(),
                        mark.rows() + 1,
                        mark.rows() + entry.rows(),
                        entry.logPosition(),
                        entry.logPosition() + entry.logLength(),
                        files.log(),
                        entry.rejectsPosition(),
                        entry.rejectsPosition() + entry.rejectsLength(),
                        files.rejects());
    }

    private static RuntimeException damaged(String what) {
        return ExitCode.FAILED.because(what + "; nothing was repaired: restore the files from a copy, or move them"
                + " away and run the job again");
    }

    private static byte[] read(DiskFile file, long position, int length) throws IOException {
        byte[] bytes = new byte[length];
        read(file, position, bytes, length);
        return bytes;
    }

    private static void read(DiskFile file, long position, byte[] into, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(into, 0, length);
        while (buffer.hasRemaining()) {
            if (file.read(buffer, position + buffer.position()) < 0) {
                throw new EOFException("the file became shorter while it was read");
            }
        }
    }
}
