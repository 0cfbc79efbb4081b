package winnow.receiver.log;

import java.io.IOException;
import winnow.protocol.ExitCode;

/**
 * What a look at every byte of a job's files has shown.
 *
 * @param mark how far the index vouches for them
 * @param beyond bytes of results.log after that, which are no results: a receiver that goes on cuts them off
 * @param rejectsBeyond likewise, of rejects.csv
 */
public record CheckedFiles(Mark mark, Digests digests, long beyond, long rejectsBeyond) {

    /**
     * Checks every frame against the index. Only reads; may be done while a receiver is at work.
     *
     * @param files under the names that they have now
     * @throws winnow.protocol.StopException with a sentence that names the chunk, its rows and its bytes, if one is not what
     *     was written
     */
    public static CheckedFiles check(ResultsFiles files) {
        return check(files, Disk.LOCAL);
    }

    static CheckedFiles check(ResultsFiles files, Disk disk) {
        try (OpenFiles open = OpenFiles.openToRead(files, disk)) {
            LogVerifier verifier = new LogVerifier(open);
            Mark mark = verifier.verify(verifier.readIndex(), Long.MAX_VALUE);
            if (mark.next() == 0 && open.index().size() >= ResultsIndex.HEADER_BYTES) {
                verifier.requireHeaders(); // all that there is of a job without rows
            }
            return new CheckedFiles(
                    mark,
                    Digests.of(verifier.logDigest(), verifier.rejectsDigest()),
                    open.log().size() - mark.logBytes(),
                    open.rejects().size() - mark.rejectsBytes());
        } catch (IOException e) {
            throw ExitCode.FAILED.because("cannot read " + files.log() + " and the files beside it: " + e, e);
        }
    }
}
