package winnow.classifier.topology;

import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.jspecify.annotations.Nullable;
import winnow.protocol.frame.Frame;
import winnow.protocol.frame.Placement;

/** Rule 1 for the results topic. */
final class SamePartition implements StreamPartitioner<byte[], Frame> {
    @Override
    public Optional<Set<Integer>> partitions(String topic, byte @Nullable [] key, Frame frame, int partitions) {
        return Optional.of(Set.of(Placement.partition(frame.number(), partitions)));
    }
}
