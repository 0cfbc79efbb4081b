package winnow.simulation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import winnow.protocol.frame.Frame;
import winnow.protocol.frame.ResultsFrame;
import winnow.protocol.frame.RowsFrame;

/**
 * An instance: reads rows in the order of offsets from the partitions that it has, and answers each frame with one. With
 * transactions its answers and its offsets are seen together or not at all; at least once, answers may be seen that are
 * then given again.
 */
final class SimulatedInstance {
    private static final int NOT_OURS = -1;

    private final AttemptTopics topics;
    private final TinyJob job;
    private final boolean transactions;
    /** Next offset of each partition. */
    private final int[] positions;
    /** What is not in the results topic yet. */
    private final List<Answer> open = new ArrayList<>();

    private record Answer(int partition, Frame frame) {}

    SimulatedInstance(AttemptTopics topics, TinyJob job, boolean transactions) {
        this.topics = topics;
        this.job = job;
        this.transactions = transactions;
        this.positions = new int[topics.partitions()];
        Arrays.fill(positions, NOT_OURS);
    }

    AttemptTopics topics() {
        return topics;
    }

    boolean has(int partition) {
        return positions[partition] != NOT_OURS;
    }

    void take(int partition) {
        positions[partition] = topics.classified(partition);
        if (positions[partition] < topics.rows().begin(partition)) {
            if (transactions) {
                throw new Violation("rows were deleted before they were classified");
            }
            positions[partition] = topics.rows().begin(partition);
        }
    }

    /** In good order: what was done of it is committed. */
    void giveUp(int partition) {
        commit();
        positions[partition] = NOT_OURS;
    }

    /**
     * Classifies the next frame, of this partition or the next of its own that has one.
     *
     * @return whether there was one
     * @throws winnow.protocol.frame.CorruptFrameException if it is not as it was sent
     */
    boolean classify(int partition) {
        for (int i = 0; i < positions.length; i++) {
            int at = (partition + i) % positions.length;
            while (has(at) && positions[at] < topics.rows().end(at)) {
                Frame frame = topics.rows().at(at, positions[at]++);
                if (frame != null) {
                    frame.check();
                    open.add(new Answer(at, frame instanceof RowsFrame rows ? results(rows) : frame));
                    return true;
                }
            }
        }
        return false;
    }

    private ResultsFrame results(RowsFrame rows) {
        return job.results(rows);
    }

    /** The producer sends so many of its answers. In a transaction nobody sees them yet. */
    void send(int most) {
        if (!transactions) {
            List<Answer> sent = open.subList(0, Math.min(most, open.size()));
            sent.forEach(answer -> topics.results().append(answer.partition(), answer.frame()));
            sent.clear();
        }
    }

    void commit() {
        for (Answer answer : open) {
            topics.results().append(answer.partition(), answer.frame());
        }
        if (transactions && !open.isEmpty()) {
            topics.results().append(open.get(0).partition(), null); // the marker
        }
        open.clear();
        for (int partition = 0; partition < positions.length; partition++) {
            if (has(partition)) {
                topics.commitClassified(partition, positions[partition]);
            }
        }
    }

    /** Killed, or thought to be dead: its transaction is aborted; without transactions, what it holds is not sent. */
    void die() {
        if (transactions) {
            open.forEach(answer -> topics.results().append(answer.partition(), null));
        }
        open.clear();
    }
}
