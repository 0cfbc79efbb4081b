package winnow.sender.cut;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import winnow.sender.source.RowSource;

/** The part of the input that is in memory, addressed by offsets in the input; digests what it reads. One thread. */
final class InputWindow {
    /** Small enough that a piece is still in the cache when it is digested, scanned and copied. */
    private static final int READ_BYTES = 256 << 10;

    private final RowSource source;
    private final MessageDigest sha256;

    private byte[] bytes = new byte[4 * READ_BYTES];
    private int limit;
    /** Offset in the input of the array's first byte. */
    private long origin;

    InputWindow(RowSource source) {
        this.source = source;
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Goes on to the next file and forgets the one before. */
    boolean nextFile() {
        origin += limit;
        limit = 0;
        return source.nextFile();
    }

    String fileName() {
        return source.name();
    }

    /** Reads at least one byte more, forgetting what lies before the offset. @return false at the end of the file */
    boolean more(long keepFrom) {
        if (limit == bytes.length) {
            makeRoom(index(keepFrom));
        }
        int count = source.read(bytes, limit, Math.min(READ_BYTES, bytes.length - limit));
        if (count < 0) {
            return false;
        }
        sha256.update(bytes, limit, count);
        limit += count;
        return true;
    }

    /** Moves what is kept to the front; grows where that would free too little to be worth the copying. */
    private void makeRoom(int keepFrom) {
        byte[] roomy = keepFrom < bytes.length / 4 ? new byte[2 * bytes.length] : bytes;
        System.arraycopy(bytes, keepFrom, roomy, 0, limit - keepFrom);
        bytes = roomy;
        limit -= keepFrom;
        origin += keepFrom;
    }

    byte[] array() {
        return bytes;
    }

    int index(long offset) {
        return (int) (offset - origin);
    }

    long offset(int index) {
        return origin + index;
    }

    /** Index after the last byte in the array. */
    int limit() {
        return limit;
    }

    /** Offset after the last byte read: at the end of the input, its length. */
    long end() {
        return origin + limit;
    }

    byte[] copy(long from, long to) {
        return Arrays.copyOfRange(bytes, index(from), index(to));
    }

    /** Of all that was read, in hex. Ends the digest. */
    String sha256() {
        return HexFormat.of().formatHex(sha256.digest());
    }
}
