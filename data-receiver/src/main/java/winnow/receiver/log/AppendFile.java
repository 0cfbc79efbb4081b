package winnow.receiver.log;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import winnow.protocol.ExitCode;

/** A file that only grows, in large writes. One thread. */
final class AppendFile {
    private final Disk disk;
    private final DiskFile file;
    private final Path path;
    private final ByteBuffer buffer;
    private long written;
    private long forced;

    /** Goes on at the end of the file. Who opened it closes it. */
    AppendFile(Disk disk, DiskFile file, Path path, int bufferBytes) throws IOException {
        this.disk = disk;
        this.file = file;
        this.path = path;
        this.written = file.size();
        this.forced = written;
        this.buffer = ByteBuffer.allocate(bufferBytes);
    }

    void append(byte[] bytes) {
        int from = 0;
        while (from < bytes.length) {
            if (!buffer.hasRemaining()) {
                flush();
            }
            int length = Math.min(bytes.length - from, buffer.remaining());
            buffer.put(bytes, from, length);
            from += length;
        }
    }

    private void flush() {
        buffer.flip();
        try {
            while (buffer.hasRemaining()) {
                written += file.write(buffer, written);
            }
        } catch (IOException e) {
            if (disk.isFull(path, e)) {
                throw new DiskFullException(path, e);
            }
            throw ExitCode.FAILED.because(
                    "cannot write " + path + " after byte " + written + ": " + e.getMessage()
                            + "; make sure that the disk works, and start the receiver again",
                    e);
        } finally {
            buffer.compact(); // what could not be written is still there
        }
    }

    /** Returns when all that was appended is safe. */
    void force() {
        flush();
        if (forced == written) {
            return;
        }
        try {
            file.force();
            forced = written;
        } catch (IOException e) {
            throw ExitCode.FAILED.because(
                    "cannot sync " + path + ": " + e.getMessage() + "; this is not tried a second time, because the"
                            + " bytes may be lost already: make sure that the disk works, and start the receiver again",
                    e);
        }
    }

    /** Reads bytes that were written, those in the buffer excepted. */
    byte[] read(long position, int length) {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        try {
            while (bytes.hasRemaining()) {
                if (file.read(bytes, position + bytes.position()) < 0) {
                    throw new EOFException("the file became shorter");
                }
            }
            return bytes.array();
        } catch (IOException e) {
            throw ExitCode.FAILED.because("cannot read " + path + " at byte " + position + ": " + e.getMessage(), e);
        }
    }
}
