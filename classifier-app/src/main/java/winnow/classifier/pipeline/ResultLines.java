package winnow.classifier.pipeline;

import java.util.Arrays;

/**
 * Collects the result lines of one frame: a {@link java.io.ByteArrayOutputStream} without the lock that every write
 * would take. Reused from chunk to chunk; one thread.
 */
final class ResultLines {
    private byte[] bytes = new byte[128 << 10];
    private int used;

    /** One line: the row's own bytes, the delimiter, the outputs, and {@code \n}. */
    void add(byte[] row, int start, int end, char delimiter, byte[] outputs, int from, int length) {
        int needed = used + (end - start) + 1 + length + 1;
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * needed);
        }
        System.arraycopy(row, start, bytes, used, end - start);
        used += end - start;
        bytes[used++] = (byte) delimiter;
        System.arraycopy(outputs, from, bytes, used, length);
        used += length;
        bytes[used++] = '\n';
    }

    /** The lines added since the last call. */
    byte[] take() {
        byte[] lines = Arrays.copyOf(bytes, used);
        used = 0;
        return lines;
    }
}
