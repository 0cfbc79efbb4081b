package winnow.sender.source;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Objects;

/**
 * Unpacks zstd frames one after another. Not zstd-jni's ZstdInputStream: where a frame ends in a read and the next one is
 * cut off in the same read, that one ends without a word (seen with 1.5.6-10).
 */
final class ZstdFrames extends InputStream {
    private static final int BUFFER_BYTES = 128 << 10;

    private final ReadableByteChannel file;
    private final ZstdDecompressCtx zstd = new ZstdDecompressCtx();
    private final ByteBuffer packed = ByteBuffer.allocateDirect(BUFFER_BYTES).limit(0);
    private final ByteBuffer unpacked = ByteBuffer.allocateDirect(BUFFER_BYTES).limit(0);

    /** Whether there is a frame of which zstd has not given everything yet. */
    private boolean inFrame;

    ZstdFrames(ReadableByteChannel file) {
        this.file = file;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, into.length);
        while (!unpacked.hasRemaining()) {
            // zstd fills what it is given: a buffer that was not filled means that it needs more input
            boolean starved = unpacked.limit() < unpacked.capacity() || !inFrame;
            if (!packed.hasRemaining() && starved && !readPacked()) {
                return -1;
            }
            unpack();
        }
        int count = Math.min(length, unpacked.remaining());
        unpacked.get(into, from, count);
        return count;
    }

    private boolean readPacked() throws IOException {
        packed.clear();
        int count = file.read(packed);
        packed.flip();
        if (count < 0 && inFrame) {
            throw new EOFException("its last zstd frame has no end");
        }
        return count >= 0;
    }

    private void unpack() throws IOException {
        unpacked.clear();
        try {
            inFrame = !zstd.decompressDirectByteBufferStream(unpacked, packed);
        } catch (ZstdException e) {
            throw new IOException("zstd: " + e.getMessage(), e);
        } finally {
            unpacked.flip();
        }
    }

    @Override
    public void close() throws IOException {
        zstd.close();
        file.close();
    }
}
