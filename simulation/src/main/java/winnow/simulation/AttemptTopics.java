package winnow.simulation;

import java.util.Arrays;
import winnow.protocol.job.Attempt;

/** One attempt's topics, and the offsets that its instances and its receiver have committed. */
final class AttemptTopics {
    private static final long NOTHING_COMMITTED = Long.MAX_VALUE;

    private final Attempt attempt;
    private final SimulatedTopic rows;
    private final SimulatedTopic results;
    private final int[] classified;
    private final int[] received;
    /** Which frame was next when the receiver committed. */
    private final long[] receivedNext;

    AttemptTopics(Attempt attempt, int partitions) {
        this.attempt = attempt;
        this.rows = new SimulatedTopic(partitions);
        this.results = new SimulatedTopic(partitions);
        this.classified = new int[partitions];
        this.received = new int[partitions];
        this.receivedNext = new long[partitions];
        Arrays.fill(receivedNext, NOTHING_COMMITTED);
    }

    Attempt attempt() {
        return attempt;
    }

    SimulatedTopic rows() {
        return rows;
    }

    SimulatedTopic results() {
        return results;
    }

    int partitions() {
        return classified.length;
    }

    /** Offset in the rows topic from which an instance goes on. */
    int classified(int partition) {
        return classified[partition];
    }

    void commitClassified(int partition, int offset) {
        classified[partition] = offset;
    }

    /** Offset in the results topic from which a receiver goes on that needs this frame next. */
    int received(int partition, long next) {
        return receivedNext[partition] <= next ? received[partition] : 0;
    }

    void commitReceived(int partition, int offset, long next) {
        received[partition] = offset;
        receivedNext[partition] = next;
    }

    /** Deleted, with all that is in them. */
    void wipe() {
        for (int partition = 0; partition < partitions(); partition++) {
            rows.cutOff(partition, 0);
            results.cutOff(partition, 0);
        }
    }
}
