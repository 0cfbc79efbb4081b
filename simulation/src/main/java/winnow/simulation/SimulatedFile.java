package winnow.simulation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A file that knows what is safe of it. A power cut leaves its length as it was or is or between, and of each sector that
 * was written since either the old bytes or the new ones; of a file that is written in order, new ones and then old ones.
 */
final class SimulatedFile {
    private static final int SECTOR_BYTES = 16;

    private final boolean inOrder;
    private byte[] bytes = new byte[256];
    private int size;
    private byte[] safe = new byte[256];
    private int safeSize;
    /** Before this byte, what is written is safe. */
    private int dirtyFrom;

    SimulatedFile(boolean inOrder) {
        this.inOrder = inOrder;
    }

    int size() {
        return size;
    }

    byte[] bytes() {
        return Arrays.copyOf(bytes, size);
    }

    int read(ByteBuffer into, long position) {
        int length = (int) Math.min(into.remaining(), size - position);
        if (length <= 0) {
            return -1;
        }
        into.put(bytes, (int) position, length);
        return length;
    }

    void write(ByteBuffer from, long position, int length) throws IOException {
        int end = (int) position + length;
        if (position > size) {
            throw new IOException("a hole: the file has " + size + " bytes, and byte " + position + " was written");
        }
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * end);
        }
        from.get(bytes, (int) position, length);
        size = Math.max(size, end);
        dirtyFrom = Math.min(dirtyFrom, (int) position);
    }

    void truncate(long length) {
        size = (int) Math.min(size, length);
        dirtyFrom = Math.min(dirtyFrom, size);
    }

    void force() {
        if (size > safe.length) {
            safe = Arrays.copyOf(safe, bytes.length);
        }
        System.arraycopy(bytes, dirtyFrom, safe, dirtyFrom, size - dirtyFrom);
        safeSize = size;
        dirtyFrom = size;
    }

    void cutPower(Schedule schedule) {
        if (dirtyFrom == size && size == safeSize) {
            return;
        }
        int least = Math.min(size, safeSize);
        int length = switch (schedule.below(3)) {
            case 0 -> size;
            case 1 -> safeSize;
            default -> least + schedule.below(Math.max(size, safeSize) - least + 1);
        };
        byte[] left = new byte[Math.max(256, length)];
        System.arraycopy(bytes, 0, left, 0, Math.min(dirtyFrom, length));
        boolean written = true;
        for (int i = dirtyFrom; i < length; i++) {
            if (i == dirtyFrom || i % SECTOR_BYTES == 0) {
                written = (written || !inOrder) && schedule.oneIn(2);
            }
            if (written) {
                left[i] = i < size ? bytes[i] : 0;
            } else {
                left[i] = i < safeSize ? safe[i] : 0;
            }
        }
        bytes = left;
        size = length;
        safe = left.clone();
        safeSize = length;
        dirtyFrom = length;
    }
}
