package winnow.receiver.log;

import winnow.protocol.frame.Frame;
import winnow.protocol.frame.Reject;

/**
 * How far the files go, in whole frames: what was appended, or what is safe.
 *
 * @param next number of the first frame that is not in it, so also the number of chunks that are
 * @param logBytes length of results.log up to here
 * @param rejectsBytes length of rejects.csv up to here, its header line included
 * @param rows rows up to here, rejects included
 * @param source CRC32C of the rows frame from which the last frame was made, which the next one names as its parent
 */
public record Mark(long next, long logBytes, long rejectsBytes, long rows, long rejected, int source) {
    static final Mark START = new Mark(0, 0, Reject.HEADER.length(), 0, 0, Frame.NO_PARENT);

    Mark plus(IndexEntry entry) {
        return new Mark(
                next + 1,
                logBytes + entry.logLength(),
                rejectsBytes + entry.rejectsLength(),
                rows + entry.rows(),
                rejected + entry.rejected(),
                entry.source());
    }

    public long classified() {
        return rows - rejected;
    }
}
