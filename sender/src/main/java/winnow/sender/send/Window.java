package winnow.sender.send;

import java.util.ArrayDeque;
import java.util.Deque;
import winnow.protocol.frame.RowsFrame;

/**
 * How far the sender may be ahead of the receiver: so many bytes of rows, and never less than a few frames in each partition.
 * Pure; one thread.
 */
final class Window {
    /** An instance works on the partitions that have something, so each may have its next frames. */
    private static final int FRAMES_PER_PARTITION = 4;
    /** Bytes are remembered by steps and not by frames, which can be a row each. */
    private static final int STEPS = 64;

    private final long bytes;
    private final long leastFrames;
    /** Of what is not safe yet, and of the last that is. */
    private final Deque<Step> steps = new ArrayDeque<>();

    private long total;
    private long mark;

    /** @param before bytes of all frames before the first one of the step */
    private record Step(long firstFrame, long before) {}

    Window(long bytes, int partitions) {
        this.bytes = bytes;
        this.leastFrames = (long) FRAMES_PER_PARTITION * partitions;
    }

    /** @param next number of the first frame that is not safe in the results log */
    void receivedBefore(long next) {
        mark = Math.max(mark, next);
        Step first = steps.poll();
        while (first != null && !steps.isEmpty() && steps.element().firstFrame() <= mark) {
            first = steps.poll();
        }
        if (first != null) {
            steps.addFirst(first);
        }
    }

    long mark() {
        return mark;
    }

    /** Whether this frame, whose turn it is, has to wait until more is received. */
    boolean isFull(RowsFrame frame) {
        return frame.number() - mark >= leastFrames && ahead() + bytes(frame) > bytes;
    }

    /** Bytes of frames that are not safe in the results log; up to a step too many. */
    long ahead() {
        return steps.isEmpty() ? 0 : total - steps.element().before();
    }

    /** To be told of every frame in order, also of those that were sent before. */
    void add(RowsFrame frame) {
        if (steps.isEmpty() || total - steps.getLast().before() >= bytes / STEPS) {
            steps.add(new Step(frame.number(), total));
        }
        total += bytes(frame);
        receivedBefore(mark);
    }

    private static long bytes(RowsFrame frame) {
        return (long) frame.bytes().length + frame.rejects().length;
    }
}
