package winnow.bench.job;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What one would write by hand for one file and the {@code blackbox} model: reads blocks of rows, digests each row on all
 * processors, writes the same results in order. It trusts its input, checks nothing, and a crash leaves half a file.
 */
final class BareLoop {
    private static final int BLOCK = 1 << 20;
    private static final long SCALE = 1_000_000_000L;
    private static final int BITS = 53;
    /** The model's default. */
    private static final int SLOWNESS = 10;

    private BareLoop() {}

    /** @param arguments the file to read, and the one to write */
    public static void main(String[] arguments)
            throws IOException, NoSuchAlgorithmException, ExecutionException, InterruptedException {
        int workers = Runtime.getRuntime().availableProcessors();
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        Deque<Future<ByteBuffer>> underWay = new ArrayDeque<>();
        try (InputStream in = Files.newInputStream(Path.of(arguments[0]));
                FileChannel out = FileChannel.open(
                        Path.of(arguments[1]),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING)) {
            while (in.read() != '\n') {} // the header
            byte[] begun = new byte[0];
            for (byte[] block = next(in, begun); block.length > 0; block = next(in, begun)) {
                int end = lastNewline(block) + 1;
                begun = Arrays.copyOfRange(block, end, block.length);
                underWay.add(pool.submit(classified(block, end)));
                if (underWay.size() > 2 * workers) {
                    out.write(underWay.remove().get());
                }
            }
            for (Future<ByteBuffer> rest : underWay) {
                out.write(rest.get());
            }
            out.force(true);
        } finally {
            pool.shutdown();
        }
    }

    private static byte[] next(InputStream in, byte[] begun) throws IOException {
        byte[] block = Arrays.copyOf(begun, begun.length + BLOCK);
        int read = in.readNBytes(block, begun.length, BLOCK);
        return read == BLOCK ? block : Arrays.copyOf(block, begun.length + read);
    }

    private static int lastNewline(byte[] block) {
        int last = block.length - 1;
        while (block[last] != '\n') {
            last--;
        }
        return last;
    }

    private static Callable<ByteBuffer> classified(byte[] block, int end) {
        return () -> {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            ByteArrayOutputStream results = new ByteArrayOutputStream(block.length * 5 / 4);
            int start = 0;
            for (int i = 0; i < end; i++) {
                if (block[i] == '\n') {
                    for (int time = 0; time < SLOWNESS; time++) {
                        sha256.update(block, start, i - start);
                    }
                    results.write(block, start, i - start);
                    results.writeBytes(answer(sha256.digest()));
                    start = i + 1;
                }
            }
            return ByteBuffer.wrap(results.toByteArray());
        };
    }

    /** The digest's first 53 bits as a fraction, cut off after 9 decimals. */
    private static byte[] answer(byte[] digest) {
        long bits = ByteBuffer.wrap(digest).getLong() >>> (Long.SIZE - BITS);
        long fraction = Math.multiplyHigh(bits, SCALE) << (Long.SIZE - BITS) | (bits * SCALE) >>> BITS;
        byte[] text = ",0.000000000\n".getBytes(StandardCharsets.US_ASCII);
        for (int i = text.length - 2; fraction > 0; i--) {
            text[i] = (byte) ('0' + fraction % 10);
            fraction /= 10;
        }
        return text;
    }
}
