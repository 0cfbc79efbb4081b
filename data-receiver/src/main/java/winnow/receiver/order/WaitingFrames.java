package winnow.receiver.order;

import java.util.ArrayDeque;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import winnow.protocol.frame.Placement;
import winnow.protocol.frame.ResultsFrame;

/**
 * Frames that have arrived and whose turn has not come, a queue for each partition. Bounded by what the poll loop obeys:
 * no more is polled from a partition that is {@link #waiting}, so a queue never holds more than one poll brings. One
 * thread: the poll loop.
 */
public final class WaitingFrames {
    private final List<Queue<Arrival>> queues;
    private final Consumer<Arrival> duplicates;
    private long next;
    private int waitingFrames;
    private long waitingRows;

    /**
     * @param next number of the first frame that is not in the log yet
     * @param duplicates told of each frame that had been taken before, and is skipped
     */
    public WaitingFrames(int partitions, long next, Consumer<Arrival> duplicates) {
        this.queues = Stream.<Queue<Arrival>>generate(ArrayDeque::new)
                .limit(partitions)
                .toList();
        this.next = next;
        this.duplicates = duplicates;
    }

    /** Takes in a frame. Within one partition, in the order of offsets. */
    public void add(Arrival arrival) {
        int partition = Placement.partition(arrival.number(), queues.size());
        if (partition != arrival.partition()) {
            throw new LostFrameException("chunk " + arrival.number() + " is in partition " + arrival.partition()
                    + " of the results topic, offset " + arrival.offset() + ", and belongs in partition " + partition
                    + ": something other than Winnow's instances wrote it");
        }
        if (FrameOrder.decide(arrival.number(), next) == FrameOrder.Decision.DUPLICATE) {
            duplicates.accept(arrival);
        } else {
            queues.get(partition).add(arrival);
            waitingFrames++;
            waitingRows += rows(arrival);
        }
    }

    /** Gives the next frame, or null if it has not arrived. Who takes a frame has to append it. */
    public @Nullable Arrival take() {
        Queue<Arrival> queue = queues.get(Placement.partition(next, queues.size()));
        for (Arrival head = queue.peek(); head != null; head = queue.peek()) {
            switch (FrameOrder.decide(head.number(), next)) {
                case APPEND -> {
                    next++;
                    return remove(queue);
                }
                case DUPLICATE -> {
                    // of a frame that was still waiting when this one was taken in
                    duplicates.accept(remove(queue));
                }
                case WAIT -> throw missing(head);
            }
        }
        return null;
    }

    private Arrival remove(Queue<Arrival> queue) {
        Arrival head = queue.remove();
        waitingFrames--;
        waitingRows -= rows(head);
        return head;
    }

    private static int rows(Arrival arrival) {
        return arrival.frame() instanceof ResultsFrame results ? results.rows() : 0;
    }

    /** Within one partition numbers only rise, so what was skipped here does not come. */
    private RuntimeException missing(Arrival found) {
        return new LostFrameException("chunk " + next + " is missing: partition " + found.partition()
                + " of the results topic goes on with chunk " + found.number() + " at offset " + found.offset()
                + "; a frame was lost in Kafka");
    }

    /** Partitions that must yield no more until their frames' turn has come. */
    public Set<Integer> waiting() {
        Set<Integer> partitions = new TreeSet<>();
        for (int partition = 0; partition < queues.size(); partition++) {
            if (!queues.get(partition).isEmpty()) {
                partitions.add(partition);
            }
        }
        return partitions;
    }

    /** Offset of the first frame of this partition that was not taken; empty if none waits. */
    public OptionalLong firstOffset(int partition) {
        Arrival head = queues.get(partition).peek();
        return head == null ? OptionalLong.empty() : OptionalLong.of(head.offset());
    }

    /** How many frames have arrived and were not taken. */
    public int waitingFrames() {
        return waitingFrames;
    }

    /** Rows of these. */
    public long waitingRows() {
        return waitingRows;
    }

    /** Number of the first frame that was not taken. */
    public long next() {
        return next;
    }
}
