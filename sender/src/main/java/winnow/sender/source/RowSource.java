package winnow.sender.source;

import java.nio.file.Path;
import winnow.protocol.job.JobInput;

/**
 * The (decompressed) bytes of a job's input, file after file. What cannot be read ends the program with one sentence.
 * One thread, but {@link #share} may be asked from any.
 */
public interface RowSource extends AutoCloseable {

    static RowSource open(JobInput input) {
        if (input instanceof JobInput.Files files) {
            return FileSource.open(files);
        }
        if (input instanceof JobInput.StandardInput standardInput) {
            return StandardInputSource.open(standardInput);
        }
        return new GeneratedSource((JobInput.Generated) input);
    }

    /** As much of the input as its columns are learnt from; takes nothing of what can be read only once. */
    static RowSource openHead(JobInput input) {
        return input instanceof JobInput.StandardInput standardInput
                ? open(InputFiles.ofOne(Path.of(standardInput.head())))
                : open(input);
    }

    /** Goes on to the next file, to the first one at first. @return false if there is none */
    boolean nextFile();

    /** The file that is being read, for people. */
    String name();

    /** Reads at least one byte. @return how many, or -1 at the end of the file */
    int read(byte[] into, int from, int length);

    /** How much of the input was read, from 0 to 1, as it is stored: of a compressed file, its compressed bytes. */
    double share();

    @Override
    void close();
}
