package winnow.receiver.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A disk on which one kind of call goes wrong at the k-th time: once, or from then on. */
final class FaultyDisk implements Disk {
    enum Fault {
        WRITE_FAILS,
        /** Half of what was given is written, then the write fails. */
        WRITE_FAILS_HALF_WAY,
        /** Only one byte is written: no failure. */
        WRITE_IS_SHORT,
        /** Half of what was given fits. */
        DISK_IS_FULL,
        SYNC_FAILS,
        RENAME_FAILS
    }

    private final Disk disk;
    private final Fault fault;
    private final int at;
    private final boolean forEver;
    private int calls;
    private int failedSyncs;
    private int syncsAfterAFailure;

    FaultyDisk(Disk disk, Fault fault, int at, boolean forEver) {
        this.disk = disk;
        this.fault = fault;
        this.at = at;
        this.forEver = forEver;
    }

    /** Whether the call that goes wrong was reached. */
    boolean struck() {
        return calls >= at;
    }

    int syncsAfterAFailure() {
        return syncsAfterAFailure;
    }

    private boolean strikes() {
        calls++;
        return forEver ? calls >= at : calls == at;
    }

    @Override
    public int writeBytes() {
        return disk.writeBytes();
    }

    @Override
    public DiskFile open(Path file) throws IOException {
        return new FaultyFile(disk.open(file));
    }

    @Override
    public boolean exists(Path file) {
        return disk.exists(file);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        if (fault == Fault.RENAME_FAILS && strikes()) {
            throw new IOException("Input/output error");
        }
        disk.rename(from, to);
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
        disk.syncFolder(folder);
    }

    @Override
    public DiskFile openToRead(Path file) throws IOException {
        return disk.openToRead(file);
    }

    @Override
    public boolean isFull(Path file, IOException failure) {
        return "No space left on device".equals(failure.getMessage());
    }

    @Override
    public long usableBytes(Path folder) throws IOException {
        return disk.usableBytes(folder);
    }

    private final class FaultyFile implements DiskFile {
        private final DiskFile file;

        FaultyFile(DiskFile file) {
            this.file = file;
        }

        @Override
        public int write(ByteBuffer bytes, long position) throws IOException {
            boolean writes = fault != Fault.SYNC_FAILS && fault != Fault.RENAME_FAILS;
            if (!writes || !strikes()) {
                return file.write(bytes, position);
            }
            if (fault == Fault.WRITE_FAILS) {
                throw new IOException("Input/output error");
            }
            int length = fault == Fault.WRITE_IS_SHORT ? 1 : bytes.remaining() / 2;
            ByteBuffer part = bytes.slice(bytes.position(), length);
            file.write(part, position);
            if (fault != Fault.WRITE_IS_SHORT) {
                throw new IOException(fault == Fault.DISK_IS_FULL ? "No space left on device" : "Input/output error");
            }
            bytes.position(bytes.position() + length);
            return length;
        }

        @Override
        public void force() throws IOException {
            if (failedSyncs > 0) {
                syncsAfterAFailure++;
            }
            if (fault == Fault.SYNC_FAILS && strikes()) {
                failedSyncs++;
                throw new IOException("Input/output error");
            }
            file.force();
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            return file.read(into, position);
        }

        @Override
        public void truncate(long size) throws IOException {
            file.truncate(size);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
