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
 * Checks the index, and then, at once or by and by, every byte it vouches for. Only reads. Holds one frame at a time.
 *
 * <p>Entries are written in order, so a crash leaves good ones followed by whatever reached the disk of those that were
 * being written. A bad entry with a good one after it is therefore no trace of a crash, but damage.
 */
final class LogVerifier {
    private static final int ENTRIES_PER_READ = 1024;
    private static final byte[] HEADER = Reject.HEADER.getBytes(StandardCharsets.US_ASCII);

    private final ResultsFiles files;
    private final OpenFiles open;
    private final MessageDigest logDigest = Digests.sha256();
    private final MessageDigest rejectsDigest = Digests.sha256();
    private Mark verified = Mark.START;
    /** Entries from that of the next frame to verify on, as far as they were read. */
    private ByteBuffer entries = ByteBuffer.allocate(0);

    LogVerifier(OpenFiles open) {
        this.files = open.names();
        this.open = open;
        rejectsDigest.update(HEADER); // which the mark of the start is behind
    }

    /** @return how far the index vouches for the files, which are as long as it says: the end of its last good entry */
    Mark readIndex() throws IOException {
        Mark end = Mark.START;
        long count = Math.max(0, open.index().size() - ResultsIndex.HEADER_BYTES) / IndexEntry.BYTES;
        if (count == 0) {
            return end;
        }
        requireHeaders();
        byte[] block = new byte[(int) Math.min(ENTRIES_PER_READ, count) * IndexEntry.BYTES];
        long firstBad = -1;
        for (long n = 0; n < count; n++) {
            int inBlock = (int) (n % ENTRIES_PER_READ);
            if (inBlock == 0) {
                int wanted = (int) Math.min(ENTRIES_PER_READ, count - n);
                read(open.index(), ResultsIndex.position(n), block, wanted * IndexEntry.BYTES);
            }
            @Nullable IndexEntry entry = IndexEntry.read(block, inBlock * IndexEntry.BYTES);
            if (entry == null) {
                firstBad = firstBad < 0 ? n : firstBad;
            } else if (firstBad >= 0) {
                throw damagedEntry(firstBad, end);
            } else {
                requireInPlace(entry, n, end);
                end = end.plus(entry);
            }
        }
        return end;
    }

    /**
     * Checks frames from where the last call ended.
     *
     * @param end of what may be read, not beyond what the index vouches for
     * @param bytes after which it is enough for now
     * @return how far all is as it was written
     */
    Mark verify(Mark end, long bytes) throws IOException {
        long left = bytes;
        while (verified.next() < end.next() && left > 0) {
            IndexEntry entry = nextEntry(end);
            check(entry);
            left -= (long) entry.logLength() + entry.rejectsLength();
        }
        return verified;
    }

    /** @return how many bytes there are to verify up to here */
    long left(Mark end) {
        return end.logBytes() - verified.logBytes() + end.rejectsBytes() - verified.rejectsBytes();
    }

    private IndexEntry nextEntry(Mark end) throws IOException {
        long n = verified.next();
        if (!entries.hasRemaining()) {
            int wanted = (int) Math.min(ENTRIES_PER_READ, end.next() - n);
            entries = ByteBuffer.wrap(read(open.index(), ResultsIndex.position(n), wanted * IndexEntry.BYTES));
        }
        IndexEntry entry = IndexEntry.read(entries.array(), entries.position());
        if (entry == null) {
            throw damagedEntry(n, verified);
        }
        entries.position(entries.position() + IndexEntry.BYTES);
        return entry;
    }

    /** Digest of results.log as far as it is verified; goes on from there. */
    MessageDigest logDigest() {
        return logDigest;
    }

    /** Digest of rejects.csv as far as it is verified; goes on from there. */
    MessageDigest rejectsDigest() {
        return rejectsDigest;
    }

    /** That both files which have one begin with their header. */
    void requireHeaders() throws IOException {
        if (!Arrays.equals(read(open.index(), 0, ResultsIndex.HEADER_BYTES), ResultsIndex.header())) {
            throw damaged("the first " + ResultsIndex.HEADER_BYTES + " bytes of " + files.index()
                    + " are no index's of this Winnow, so no chunk and no row from byte 0 on can be trusted");
        }
        if (open.rejects().size() < HEADER.length || !Arrays.equals(read(open.rejects(), 0, HEADER.length), HEADER)) {
            throw damaged("the header line of " + files.rejects() + ", before chunk 0 and row 1, from byte 0 on, is not"
                    + " what was written");
        }
    }

    private void requireInPlace(IndexEntry entry, long n, Mark before) throws IOException {
        if (!entry.follows(before)) {
            throw damaged("the entry at byte " + ResultsIndex.position(n) + " of " + files.index() + " is for chunk "
                    + entry.number() + " from byte " + entry.logPosition() + " on, and chunk " + before.next()
                    + " with row "
                    + (before.rows() + 1) + " from byte " + before.logBytes() + " on comes next");
        }
        Mark after = before.plus(entry);
        if (open.log().size() < after.logBytes() || open.rejects().size() < after.rejectsBytes()) {
            throw damaged(frame(entry, before) + " is not there as a whole: " + files.log() + " has "
                    + open.log().size() + " bytes and " + files.rejects() + " "
                    + open.rejects().size());
        }
    }

    private void check(IndexEntry entry) throws IOException {
        byte[] lines = read(open.log(), entry.logPosition(), entry.logLength());
        byte[] records = read(open.rejects(), entry.rejectsPosition(), entry.rejectsLength());
        try {
            new ResultsFrame(
                            entry.number(),
                            verified.source(), // what was appended before is its parent
                            entry.source(),
                            entry.rows(),
                            entry.rejected(),
                            lines,
                            records,
                            entry.frameCrc32c())
                    .check();
        } catch (CorruptFrameException e) {
            throw damaged(frame(entry, verified) + " is not what was written: " + e.getMessage());
        }
        logDigest.update(lines);
        rejectsDigest.update(records);
        verified = verified.plus(entry);
    }

    /** The chunk, its rows and its bytes, for someone who has to find them. */
    private String frame(IndexEntry entry, Mark before) {
        return "chunk %d with rows %d to %d (bytes %d to %d of %s, bytes %d to %d of %s)"
                .formatted(
                        entry.number(),
                        before.rows() + 1,
                        before.rows() + entry.rows(),
                        entry.logPosition(),
                        entry.logPosition() + entry.logLength(),
                        files.log(),
                        entry.rejectsPosition(),
                        entry.rejectsPosition() + entry.rejectsLength(),
                        files.rejects());
    }

    private RuntimeException damagedEntry(long n, Mark before) {
        return damaged("the entry of chunk " + n + " at byte " + ResultsIndex.position(n) + " of " + files.index()
                + ", for rows from " + (before.rows() + 1) + " on, fails its CRC32C");
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
