package winnow.sender.source;

import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import winnow.protocol.ExitCode;
import winnow.protocol.job.JobInput;

/** What comes in by standard input and is not kept, after the first bytes of it, which somebody has read before. */
final class StandardInputSource implements RowSource {
    private final InputStream head;
    private final InputStream bytes;
    private boolean started;

    private StandardInputSource(InputStream head) {
        this.head = head;
        this.bytes = new SequenceInputStream(head, System.in);
    }

    static StandardInputSource open(JobInput.StandardInput input) {
        Path head = Path.of(input.head());
        try {
            return new StandardInputSource(Files.newInputStream(head));
        } catch (IOException e) {
            throw ExitCode.FAILED.because(
                    "cannot read " + head + ", which has the first bytes of standard input: " + e.getMessage()
                            + "; run the job again",
                    e);
        }
    }

    @Override
    public boolean nextFile() {
        boolean first = !started;
        started = true;
        return first;
    }

    @Override
    public String name() {
        return "standard input";
    }

    @Override
    public int read(byte[] into, int from, int length) {
        try {
            return bytes.read(into, from, length);
        } catch (IOException e) {
            throw ExitCode.FAILED.because("cannot read standard input: " + e.getMessage() + "; run the job again", e);
        }
    }

    /** Nobody knows how much is still to come. */
    @Override
    public double share() {
        return 0;
    }

    /** Standard input is the process's, and stays open. */
    @Override
    public void close() {
        try {
            head.close();
        } catch (IOException e) {
            throw ExitCode.FAILED.because("cannot close the head of standard input: " + e.getMessage(), e);
        }
    }
}
