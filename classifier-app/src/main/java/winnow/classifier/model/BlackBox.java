package winnow.classifier.model;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import winnow.protocol.ExitCode;

/**
 * Stands in for a costly model: one SHA-256 over the row's bytes, fed {@code slowness} times into the same digest. The
 * digest's first 53 bits, divided by 2^53 and cut off after 9 decimals, are the CLASSIFICATION.
 */
final class BlackBox implements Classifier {
    private static final int DECIMALS = 9;
    private static final long SCALE = 1_000_000_000L;

    private final int slowness;

    BlackBox(int slowness) {
        if (slowness < 1) {
            throw ExitCode.USAGE.because("slowness must be at least 1, not " + slowness);
        }
        this.slowness = slowness;
    }

    @Override
    public List<String> inputs() {
        return List.of();
    }

    @Override
    public List<String> outputs() {
        return List.of("CLASSIFICATION");
    }

    @Override
    public void classify(Batch batch, Answers answers) {
        MessageDigest sha256 = sha256();
        byte[] text = new byte[2 + DECIMALS];
        for (int row = 0; row < batch.rows(); row++) {
            int start = batch.start(row);
            int length = batch.end(row) - start;
            for (int i = 0; i < slowness; i++) {
                sha256.update(batch.bytes(), start, length);
            }
            format(sha256.digest(), text);
            answers.answer(row, text, 0, text.length);
        }
    }

    /** Writes {@code 0.ddddddddd}. Whole numbers only: a double would round, and print differently among JDKs. */
    static void format(byte[] digest, byte[] text) {
        long bits = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            bits = bits << 8 | (digest[i] & 0xff);
        }
        bits >>>= 64 - 53;
        // floor(bits * 10^9 / 2^53), where the product needs 83 bits
        long fraction = Math.multiplyHigh(bits, SCALE) << (64 - 53) | (bits * SCALE) >>> 53;
        text[0] = '0';
        text[1] = '.';
        for (int i = text.length - 1; i >= 2; i--) {
            text[i] = (byte) ('0' + fraction % 10);
            fraction /= 10;
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
