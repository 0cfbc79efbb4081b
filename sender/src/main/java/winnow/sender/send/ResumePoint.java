package winnow.sender.send;

import java.util.SortedMap;
import java.util.TreeMap;
import winnow.protocol.frame.Frame;
import winnow.protocol.frame.Manifest;
import winnow.protocol.frame.Placement;
import winnow.protocol.frame.RowsFrame;
import winnow.protocol.job.Attempt;
import winnow.protocol.job.JobId;

/**
 * Where a sender goes on: which frames are in the job's rows topic already, and whether the input is still the one they
 * were cut from. Pure; one thread.
 *
 * <p>A producer sends each partition's frames in order, so those of a partition are there up to its last one, though not
 * all partitions are equally far. As a frame's CRC32C speaks for all of the input before it, comparing the last ones
 * compares everything that was sent.
 */
public final class ResumePoint {
    private final JobId job;
    private final int partitions;
    private final Attempt attempt;
    private final SortedMap<Integer, Frame> last;
    private long met;

    /** @param last the last frame of each partition that has one */
    public ResumePoint(JobId job, int partitions, Attempt attempt, SortedMap<Integer, Frame> last) {
        this.job = job;
        this.partitions = partitions;
        this.attempt = attempt;
        this.last = new TreeMap<>(last);
    }

    /**
     * Of the last frames of a topic's partitions, those that are as they were sent. One that was damaged speaks for nothing:
     * its partition is sent again, and the instance that meets the damage sees to it that the job goes on by other topics.
     */
    public static SortedMap<Integer, Frame> whole(SortedMap<Integer, Frame> last) {
        SortedMap<Integer, Frame> whole = new TreeMap<>(last);
        whole.values().removeIf(frame -> frame.computeCrc32c() != frame.crc32c());
        return whole;
    }

    /** Whether the manifest, and so everything before it, is in the topic. */
    public boolean complete() {
        return last.values().stream().anyMatch(Manifest.class::isInstance);
    }

    /** Number of the first frame that is not in the topic. */
    public long first() {
        long first = Long.MAX_VALUE;
        for (int partition = 0; partition < partitions; partition++) {
            first = Math.min(first, next(partition));
        }
        return first;
    }

    private long next(int partition) {
        Frame frame = last.get(partition);
        if (frame != null) {
            return frame.number() + partitions;
        }
        long round = attempt.firstChunk() - Placement.partition(attempt.firstChunk(), partitions) + partition;
        return round < attempt.firstChunk() ? round + partitions : round;
    }

    /**
     * To be asked of every frame that is cut, in order.
     *
     * @return whether it still has to be sent
     * @throws ChangedInputException if it is not what was cut the first time
     */
    public boolean isMissing(RowsFrame frame) {
        int partition = Placement.partition(frame.number(), partitions);
        if (frame.number() == attempt.firstChunk() && frame.parent() != attempt.parent()) {
            throw changed("before row " + frame.firstRow());
        }
        Frame sent = last.get(partition);
        if (sent != null && sent.number() == frame.number()) {
            if (sent.crc32c() != frame.crc32c()) {
                throw changed("before row " + (frame.firstRow() + frame.rows()));
            }
            met++;
        }
        return frame.number() >= next(partition);
    }

    /** @throws ChangedInputException if the input ends before the last frame that was cut from it */
    public void requireAllMet(Manifest manifest) {
        boolean tooShort = manifest.number() < attempt.firstChunk()
                || (manifest.number() == attempt.firstChunk() && manifest.parent() != attempt.parent());
        if (met < last.size() || tooShort) {
            throw changed("it ends after row " + manifest.rows());
        }
    }

    private ChangedInputException changed(String where) {
        return new ChangedInputException("the input of job " + job + " has changed since its rows were sent (" + where
                + "): put the old one back and resume the job, or run a new one");
    }
}
