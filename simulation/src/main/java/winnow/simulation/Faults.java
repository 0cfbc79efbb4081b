package winnow.simulation;

import org.jspecify.annotations.Nullable;
import winnow.protocol.frame.Frame;
import winnow.protocol.frame.Manifest;
import winnow.protocol.frame.ResultsFrame;
import winnow.protocol.frame.RowsFrame;

/** What Kafka must never do to a topic, and the protocol must see. */
final class Faults {
    private final Schedule schedule;

    Faults(Schedule schedule) {
        this.schedule = schedule;
    }

    void loseFrame(AttemptTopics topics) {
        SimulatedTopic topic = any(topics);
        int partition = schedule.below(topic.partitions());
        if (topic.end(partition) > 0) {
            topic.change(partition, schedule.below(topic.end(partition)), frame -> null);
        }
    }

    void loseEnd(AttemptTopics topics) {
        SimulatedTopic topic = any(topics);
        int partition = schedule.below(topic.partitions());
        topic.cutOff(partition, schedule.below(topic.end(partition) + 1));
    }

    void damageFrame(AttemptTopics topics) {
        SimulatedTopic topic = any(topics);
        int partition = schedule.below(topic.partitions());
        if (topic.end(partition) > 0) {
            topic.change(partition, schedule.below(topic.end(partition)), this::damaged);
        }
    }

    private SimulatedTopic any(AttemptTopics topics) {
        return schedule.oneIn(2) ? topics.rows() : topics.results();
    }

    /** Other contents under the same CRC32C. */
    private @Nullable Frame damaged(@Nullable Frame frame) {
        if (frame instanceof RowsFrame rows) {
            return new RowsFrame(
                    rows.number(),
                    rows.parent(),
                    rows.firstRow(),
                    rows.firstLine(),
                    rows.firstByte(),
                    rows.rows(),
                    rows.rejected(),
                    flipped(rows.bytes()),
                    rows.rejects(),
                    rows.crc32c());
        }
        if (frame instanceof ResultsFrame results) {
            boolean lines = results.results().length > 0;
            return new ResultsFrame(
                    results.number(),
                    results.parent(),
                    results.source(),
                    results.rows(),
                    results.rejected(),
                    lines ? flipped(results.results()) : results.results(),
                    lines ? results.rejects() : flipped(results.rejects()),
                    results.crc32c());
        }
        if (frame instanceof Manifest manifest) {
            return new Manifest(
                    manifest.number(),
                    manifest.parent(),
                    manifest.rows() + 1,
                    manifest.blankLines(),
                    manifest.bytes(),
                    manifest.sha256(),
                    manifest.crc32c());
        }
        return null;
    }

    private byte[] flipped(byte[] bytes) {
        byte[] flipped = bytes.clone();
        if (flipped.length > 0) {
            flipped[schedule.below(flipped.length)] ^= (byte) (1 << schedule.below(8));
        }
        return flipped;
    }
}
