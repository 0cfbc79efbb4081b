package winnow.receiver;

import winnow.protocol.frame.Placement;

/** Which records of the rows topic nobody needs any more. Pure. */
public final class SafeRows {
    private SafeRows() {}

    /**
     * Offset in a partition below which every frame is safe in the results log. Within a partition no frame is left out, so
     * the k-th record has at most the k-th number: it cannot be a frame that comes later, whatever a sender that was started
     * again has sent twice. The instances are past it, as their offsets are committed together with their results. The last
     * of these frames stays, so that a sender that is started again sees how far the topic goes.
     *
     * @param next number of the first frame that is not safe
     * @param firstChunk number of the first frame that travels in the topic
     */
    public static long end(long next, int partition, long firstChunk, int partitions) {
        long safe = Placement.count(partition, next, partitions) - Placement.count(partition, firstChunk, partitions);
        return Math.max(0, safe - 1);
    }
}
