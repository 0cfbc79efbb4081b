package winnow.sender.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** How a file is compressed: its first bytes tell, never its name. */
enum Packing {
    PLAIN {
        @Override
        InputStream unpack(FileChannel file) {
            return Channels.newInputStream(file);
        }
    },
    GZIP {
        /** Not java.util.zip: that one takes a second member whose header is cut off for the end of the file. */
        @Override
        InputStream unpack(FileChannel file) throws IOException {
            return GzipCompressorInputStream.builder()
                    .setInputStream(Channels.newInputStream(file))
                    .setBufferSize(BUFFER_BYTES)
                    .setDecompressConcatenated(true)
                    .get();
        }
    },
    ZSTD {
        @Override
        InputStream unpack(FileChannel file) {
            return new ZstdFrames(file);
        }
    };

    private static final int BUFFER_BYTES = 64 << 10;

    private static final int GZIP_MAGIC = 0x1f8b;
    private static final int ZSTD_MAGIC = 0x28b52ffd;
    /** A zstd file may start with a frame to be skipped: its magic is 0x184D2A5?, little-endian. */
    private static final int ZSTD_SKIPPABLE_MAGIC = 0x502a4d18;

    private static final int ZSTD_SKIPPABLE_MASK = 0xf0ffffff;

    abstract InputStream unpack(FileChannel file) throws IOException;

    /** Leaves the file's position where it is. */
    static Packing of(FileChannel file) throws IOException {
        ByteBuffer start = ByteBuffer.allocate(4);
        while (start.hasRemaining() && file.read(start, start.position()) >= 0) {}
        int magic = start.getInt(0);
        if (magic >>> 16 == GZIP_MAGIC) {
            return GZIP;
        }
        boolean zstd = magic == ZSTD_MAGIC || (magic & ZSTD_SKIPPABLE_MASK) == ZSTD_SKIPPABLE_MAGIC;
        return zstd ? ZSTD : PLAIN;
    }
}
