package winnow.simulation;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import winnow.protocol.frame.Frame;
import winnow.protocol.frame.Manifest;
import winnow.protocol.frame.Placement;
import winnow.protocol.frame.RowsFrame;
import winnow.protocol.job.JobId;
import winnow.sender.send.ResumePoint;

/**
 * A sender: asks the {@link ResumePoint} of each frame that is cut, and has an idempotent producer, which keeps the order
 * within a partition and none between them.
 */
final class SimulatedSender {
    private static final JobId JOB = new JobId("00000000-000000-00000");

    private final AttemptTopics topics;
    private final TinyInput input;
    private final ResumePoint resume;
    /** What the producer holds of each partition. */
    private final List<Queue<Frame>> underWay;

    private int cut;
    private boolean manifestSent;

    SimulatedSender(AttemptTopics topics, TinyInput input) {
        this.topics = topics;
        this.input = input;
        this.resume = new ResumePoint(JOB, topics.partitions(), topics.attempt(), last(topics.rows()));
        this.manifestSent = resume.complete();
        this.underWay = Stream.<Queue<Frame>>generate(ArrayDeque::new)
                .limit(topics.partitions())
                .toList();
    }

    private static SortedMap<Integer, Frame> last(SimulatedTopic rows) {
        SortedMap<Integer, Frame> last = new TreeMap<>();
        for (int partition = 0; partition < rows.partitions(); partition++) {
            Frame frame = rows.last(partition);
            if (frame != null) {
                last.put(partition, frame);
            }
        }
        return ResumePoint.whole(last);
    }

    /**
     * Cuts the next frame, and sends it if it is missing.
     *
     * @return whether there was anything to do
     * @throws winnow.sender.send.ChangedInputException if it is another input than the one whose frames are in the topic
     */
    boolean send() {
        if (manifestSent) {
            return false;
        }
        if (cut < input.chunks().size()) {
            RowsFrame frame = input.chunks().get(cut++);
            if (resume.isMissing(frame)) {
                queue(frame);
            }
            return true;
        }
        Manifest manifest = input.manifest();
        resume.requireAllMet(manifest);
        if (isUnderWay()) {
            return false; // the flush before the manifest
        }
        queue(manifest);
        manifestSent = true;
        return true;
    }

    private void queue(Frame frame) {
        underWay.get(Placement.partition(frame.number(), topics.partitions())).add(frame);
    }

    private boolean isUnderWay() {
        return underWay.stream().anyMatch(queue -> !queue.isEmpty());
    }

    /** One frame reaches the topic, of this partition or the next that has one. @return whether there was one */
    boolean deliver(int partition) {
        for (int i = 0; i < topics.partitions(); i++) {
            int at = (partition + i) % topics.partitions();
            Frame frame = underWay.get(at).poll();
            if (frame != null) {
                topics.rows().append(at, frame);
                return true;
            }
        }
        return false;
    }
}
