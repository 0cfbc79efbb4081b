package winnow.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** Inputs too large to lie in the repository: a row {@code 1,x}, one that is far too long, and a row {@code 3,y}. */
final class LargeInputs {
    /** What the blackbox says of the two good rows, after {@code 0.}; from a second reading of its rule. */
    static final String LABEL_1 = "947760859";

    static final String LABEL_3 = "305566415";

    private LargeInputs() {}

    static Path rowOf100Megabytes(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            write(out, 'x', 100);
        }
        return file;
    }

    /** 1 GiB of zeros in 1 MiB. */
    static Path gzipBomb(Path file) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            write(out, '\0', 1024);
        }
        return file;
    }

    private static void write(OutputStream out, char filler, int mebibytes) throws IOException {
        byte[] mebibyte = new byte[1 << 20];
        Arrays.fill(mebibyte, (byte) filler);
        out.write("id,text\n1,x\n".getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < mebibytes; i++) {
            out.write(mebibyte);
        }
        out.write("\n3,y\n".getBytes(StandardCharsets.US_ASCII));
    }
}
