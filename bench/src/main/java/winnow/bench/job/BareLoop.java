package winnow.bench.job;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The least that any program has to do with the file: read it, digest it, write as much. It looks for no rows and
 * classifies nothing.
 */
final class BareLoop {
    private static final int BLOCK = 1 << 20;

    private BareLoop() {}

    /** @param arguments the file to read, and the one to write */
    public static void main(String[] arguments) throws IOException, NoSuchAlgorithmException {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        byte[] block = new byte[BLOCK];
        ByteBuffer buffer = ByteBuffer.wrap(block);
        try (FileChannel in = FileChannel.open(Path.of(arguments[0]));
                FileChannel out = FileChannel.open(
                        Path.of(arguments[1]),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            while (in.read(buffer.clear()) > 0) {
                buffer.flip();
                sha256.update(block, 0, buffer.limit());
                while (buffer.hasRemaining()) {
                    out.write(buffer);
                }
            }
            out.force(true);
        }
    }
}
