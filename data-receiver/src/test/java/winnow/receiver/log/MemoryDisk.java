package winnow.receiver.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** A disk of byte arrays that remembers what was synced: a power cut may leave that or what was written since. */
final class MemoryDisk implements Disk {
    private final Map<Path, MemoryFile> files = new TreeMap<>();

    byte[] bytes(Path file) {
        return file(file).written.clone();
    }

    byte[] syncedBytes(Path file) {
        return file(file).synced.clone();
    }

    void put(Path file, byte[] bytes) {
        MemoryFile put = new MemoryFile();
        put.written = bytes.clone();
        put.synced = bytes.clone();
        files.put(file, put);
    }

    /** What a power cut leaves if nothing that was not synced survives it. */
    MemoryDisk cutPower() {
        MemoryDisk left = new MemoryDisk();
        files.forEach((path, file) -> left.put(path, file.synced));
        return left;
    }

    /** What a process that was killed has written and not synced. */
    void putUnsynced(Path file, byte[] bytes) {
        file(file).written = bytes.clone();
    }

    /** The same files, for another try. */
    MemoryDisk copy() {
        MemoryDisk copy = new MemoryDisk();
        files.forEach((path, file) -> copy.put(path, file.written));
        return copy;
    }

    private MemoryFile file(Path path) {
        return Objects.requireNonNull(files.get(path), path::toString);
    }

    @Override
    public int writeBytes() {
        return LOCAL.writeBytes();
    }

    @Override
    public DiskFile open(Path file) {
        return files.computeIfAbsent(file, path -> new MemoryFile());
    }

    @Override
    public DiskFile openToRead(Path file) {
        return file(file);
    }

    @Override
    public boolean isFull(Path file, IOException failure) {
        return false;
    }

    @Override
    public long usableBytes(Path folder) {
        return Long.MAX_VALUE;
    }

    @Override
    public boolean exists(Path file) {
        return files.containsKey(file);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        MemoryFile file = files.remove(from);
        if (file == null) {
            throw new NoSuchFileException(from.toString());
        }
        files.put(to, file);
    }

    @Override
    public void syncFolder(Path folder) {}

    private static final class MemoryFile implements DiskFile {
        private byte[] written = {};
        private byte[] synced = {};

        @Override
        public long size() {
            return written.length;
        }

        @Override
        public int read(ByteBuffer into, long position) {
            int length = (int) Math.min(into.remaining(), written.length - position);
            if (length <= 0) {
                return -1;
            }
            into.put(written, (int) position, length);
            return length;
        }

        @Override
        public int write(ByteBuffer bytes, long position) {
            int length = bytes.remaining();
            written = Arrays.copyOf(written, Math.max(written.length, (int) position + length));
            bytes.get(written, (int) position, length);
            return length;
        }

        @Override
        public void truncate(long size) {
            written = Arrays.copyOf(written, (int) Math.min(size, written.length));
        }

        @Override
        public void force() {
            synced = written.clone();
        }

        @Override
        public void close() {}
    }
}
