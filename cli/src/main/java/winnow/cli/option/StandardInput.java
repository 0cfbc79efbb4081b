package winnow.cli.option;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import winnow.protocol.ExitCode;
import winnow.protocol.job.JobInput;

/** Takes in what can be read only once. */
final class StandardInput {
    /** Enough for any header line that a job takes. */
    private static final int MOST_HEAD_BYTES = 2 << 20;

    private static final int READ_BYTES = 64 << 10;

    private StandardInput() {}

    /** Keeps all of it in the file. */
    static Path keep(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.copy(System.in, file);
            return file;
        } catch (IOException e) {
            throw ExitCode.FAILED.because("cannot keep standard input in " + file + ": " + e.getMessage(), e);
        }
    }

    /** Keeps what has to be read of it to know its columns: its first line, and what came with it. */
    static JobInput.StandardInput keepHead(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            byte[] head = head(System.in);
            if (head.length > 1 && (isGzip(head) || isZstd(head))) {
                throw ExitCode.USAGE.because("standard input is compressed, and --no-spool reads it as it comes:"
                        + " unpack it on the way (zcat, zstdcat), or leave --no-spool out");
            }
            Files.write(file, head);
            return new JobInput.StandardInput(file.toString());
        } catch (IOException e) {
            throw ExitCode.FAILED.because("cannot keep the head of standard input in " + file + ": " + e, e);
        }
    }

    /** Bytes up to the end of a line that is not within quotes, and no more than came with it. */
    private static byte[] head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        byte[] buffer = new byte[READ_BYTES];
        boolean quoted = false;
        boolean ended = false;
        while (!ended && head.size() < MOST_HEAD_BYTES) {
            int count = in.read(buffer);
            if (count < 0) {
                break;
            }
            for (int i = 0; i < count; i++) {
                quoted ^= buffer[i] == '"';
                boolean blank = head.size() + i == 0;
                ended |= buffer[i] == '\n' && !quoted && !blank;
            }
            head.write(buffer, 0, count);
        }
        return head.toByteArray();
    }

    private static boolean isGzip(byte[] head) {
        return head[0] == 0x1f && head[1] == (byte) 0x8b;
    }

    private static boolean isZstd(byte[] head) {
        return head[0] == 0x28 && head[1] == (byte) 0xb5;
    }
}
