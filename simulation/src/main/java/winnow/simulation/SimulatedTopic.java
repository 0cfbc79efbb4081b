package winnow.simulation;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import winnow.protocol.frame.Frame;

/** A topic's partitions, each a log of frames. Offsets of markers, of aborted records and of what is gone hold nothing. */
final class SimulatedTopic {
    private final @Nullable Frame[][] logs;
    private final int[] begins;
    private final int[] ends;

    SimulatedTopic(int partitions) {
        logs = new Frame[partitions][16];
        begins = new int[partitions];
        ends = new int[partitions];
    }

    int partitions() {
        return ends.length;
    }

    int begin(int partition) {
        return begins[partition];
    }

    int end(int partition) {
        return ends[partition];
    }

    @Nullable Frame at(int partition, int offset) {
        return logs[partition][offset];
    }

    /** @param frame null for a marker of a transaction, or a record of one that was aborted */
    void append(int partition, @Nullable Frame frame) {
        if (ends[partition] == logs[partition].length) {
            logs[partition] = Arrays.copyOf(logs[partition], 2 * ends[partition]);
        }
        logs[partition][ends[partition]++] = frame;
    }

    /** The last frame of the partition. */
    @Nullable Frame last(int partition) {
        for (int offset = ends[partition] - 1; offset >= 0; offset--) {
            Frame frame = logs[partition][offset];
            if (frame != null) {
                return frame;
            }
        }
        return null;
    }

    /** Deletes what comes before; what a broker does not have it refuses to delete. */
    void deleteBefore(int partition, long offset) {
        while (offset <= ends[partition] && begins[partition] < offset) {
            logs[partition][begins[partition]++] = null;
        }
    }

    /** Cuts the log off, as a leader does that takes over without having had all of it. */
    void cutOff(int partition, int end) {
        ends[partition] = Math.min(ends[partition], end);
        begins[partition] = Math.min(begins[partition], end);
    }

    /** Puts something else in the place of a frame; null loses it. */
    void change(int partition, int offset, UnaryOperator<@Nullable Frame> change) {
        Frame frame = logs[partition][offset];
        logs[partition][offset] = frame == null ? null : change.apply(frame);
    }
}
