package winnow.receiver.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** An open file. Positions are bytes from its start. */
public interface DiskFile extends Closeable {
    long size() throws IOException;

    /** @return how many bytes were read, which may be fewer than there is room for; -1 at the end of the file */
    int read(ByteBuffer into, long position) throws IOException;

    /** @return how many bytes were written, which may be fewer than were given */
    int write(ByteBuffer bytes, long position) throws IOException;

    void truncate(long size) throws IOException;

    /** Returns when all that was written is safe, its length included. If it fails, nobody knows what is safe. */
    void force() throws IOException;
}
