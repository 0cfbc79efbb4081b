package winnow.receiver;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import winnow.receiver.log.Disk;
import winnow.receiver.log.DiskFile;

/** This machine's disk, which has no room as long as a test says so. */
final class FullDisk implements Disk {
    volatile boolean full;

    @Override
    public int writeBytes() {
        return Disk.LOCAL.writeBytes();
    }

    @Override
    public DiskFile open(Path file) throws IOException {
        DiskFile open = Disk.LOCAL.open(file);
        return new DiskFile() {
            @Override
            public int write(ByteBuffer bytes, long position) throws IOException {
                if (full) {
                    throw new IOException("No space left on device");
                }
                return open.write(bytes, position);
            }

            @Override
            public long size() throws IOException {
                return open.size();
            }

            @Override
            public int read(ByteBuffer into, long position) throws IOException {
                return open.read(into, position);
            }

            @Override
            public void truncate(long size) throws IOException {
                open.truncate(size);
            }

            @Override
            public void force() throws IOException {
                open.force();
            }

            @Override
            public void close() throws IOException {
                open.close();
            }
        };
    }

    @Override
    public DiskFile openToRead(Path file) throws IOException {
        return Disk.LOCAL.openToRead(file);
    }

    @Override
    public boolean isFull(Path file, IOException failure) {
        return Disk.LOCAL.isFull(file, failure);
    }

    @Override
    public long usableBytes(Path folder) {
        return full ? 0 : 1 << 30;
    }

    @Override
    public boolean exists(Path file) {
        return Disk.LOCAL.exists(file);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        Disk.LOCAL.rename(from, to);
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        Disk.LOCAL.syncFolder(folder);
    }
}
