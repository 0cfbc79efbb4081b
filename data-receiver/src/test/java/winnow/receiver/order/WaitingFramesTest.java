package winnow.receiver.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.protocol.frame.ResultsFrame;

class WaitingFramesTest {
    private static final byte[] NOTHING = {};

    private final List<Arrival> duplicates = new ArrayList<>();

    @Test
    void take_givesFramesByNumberWhateverPartitionCameFirst() {
        WaitingFrames frames = new WaitingFrames(3, 0, duplicates::add);
        frames.add(arrival(2, 2, 0));
        frames.add(arrival(1, 1, 0));
        assertThat(frames.take()).isNull();
        assertThat(frames.waiting()).containsExactly(1, 2);

        frames.add(arrival(0, 0, 0));
        assertThat(takeAll(frames)).containsExactly(0L, 1L, 2L);
        assertThat(frames.waiting()).isEmpty();
    }

    @Test
    void take_skipsADuplicateThatArrivedWhileTheFirstWasWaiting() {
        WaitingFrames frames = new WaitingFrames(2, 0, duplicates::add);
        frames.add(arrival(1, 1, 0));
        frames.add(arrival(1, 1, 1));
        frames.add(arrival(0, 0, 0));
        frames.add(arrival(2, 0, 1));
        assertThat(takeAll(frames)).containsExactly(0L, 1L, 2L);
        frames.add(arrival(3, 1, 2));
        assertThat(takeAll(frames)).containsExactly(3L);
        assertThat(duplicates).hasSize(1);
    }

    @Test
    void add_skipsAFrameThatIsInTheLog() {
        WaitingFrames frames = new WaitingFrames(2, 5, duplicates::add);
        frames.add(arrival(4, 0, 0));
        assertThat(frames.waiting()).isEmpty();
        assertThat(duplicates).hasSize(1);
    }

    @Test
    void add_refusesAFrameInTheWrongPartition() {
        assertThatThrownBy(() -> new WaitingFrames(3, 0, duplicates::add).add(arrival(4, 2, 17)))
                .hasMessageContaining("chunk 4 is in partition 2")
                .hasMessageContaining("offset 17")
                .hasMessageContaining("belongs in partition 1");
    }

    @Test
    void take_namesTheChunkThatAPartitionSkipped() {
        WaitingFrames frames = new WaitingFrames(2, 0, duplicates::add);
        frames.add(arrival(0, 0, 0));
        frames.add(arrival(3, 1, 812));
        assertThat(frames.take()).isNotNull();
        assertThatThrownBy(frames::take)
                .hasMessageContaining("chunk 1 is missing")
                .hasMessageContaining("partition 1")
                .hasMessageContaining("chunk 3 at offset 812");
    }

    @Test
    void firstOffset_isThatOfTheFirstFrameNotTaken() {
        WaitingFrames frames = new WaitingFrames(2, 0, duplicates::add);
        frames.add(arrival(1, 1, 40));
        frames.add(arrival(3, 1, 42));
        assertThat(frames.firstOffset(0)).isEmpty();
        assertThat(frames.firstOffset(1)).hasValue(40);
        frames.add(arrival(0, 0, 7));
        assertThat(takeAll(frames)).containsExactly(0L, 1L);
        assertThat(frames.firstOffset(1)).hasValue(42);
    }

    /**
     * Any interleaving of partitions, with any partition going back to an earlier frame at any time (an instance that was
     * killed before it committed), gives all frames once and in order, while a queue holds at most one poll.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void take_givesEachFrameOnceForAnyInterleaving(long seed) {
        Random random = new Random(seed);
        for (int run = 0; run < 200; run++) {
            int partitions = 1 + random.nextInt(5);
            int frameCount = random.nextInt(60);
            int mostPerPoll = 1 + random.nextInt(6);
            List<List<Long>> topic = topicWithDuplicates(random, partitions, frameCount);
            int[] positions = new int[partitions];
            WaitingFrames frames = new WaitingFrames(partitions, 0, duplicates::add);
            List<Long> taken = new ArrayList<>();
            while (taken.size() < frameCount) {
                int partition = random.nextInt(partitions);
                if (frames.waiting().contains(partition)) {
                    continue; // paused
                }
                int polled = Math.min(mostPerPoll, topic.get(partition).size() - positions[partition]);
                for (int i = 0; i < polled; i++) {
                    int offset = positions[partition]++;
                    frames.add(arrival(topic.get(partition).get(offset), partition, offset));
                }
                taken.addAll(takeAll(frames));
                for (int p = 0; p < partitions; p++) {
                    assertEveryFrameBeforeTheOffsetWasTaken(topic.get(p), frames, p, positions[p], taken);
                }
            }
            assertThat(taken)
                    .as("seed %d, run %d", seed, run)
                    .containsExactlyElementsOf(
                            LongStream.range(0, frameCount).boxed().toList());
        }
    }

    private static void assertEveryFrameBeforeTheOffsetWasTaken(
            List<Long> topic, WaitingFrames frames, int partition, int position, List<Long> taken) {
        int safe = (int) frames.firstOffset(partition).orElse(position);
        assertThat(taken).containsAll(topic.subList(0, safe));
    }

    /** Rule 1's placement; now and then a partition goes on from an earlier frame again. */
    private static List<List<Long>> topicWithDuplicates(Random random, int partitions, int frameCount) {
        List<List<Long>> topic = new ArrayList<>();
        for (int p = 0; p < partitions; p++) {
            List<Long> partition = new ArrayList<>();
            long number = p;
            while (number < frameCount) {
                partition.add(number);
                boolean again = random.nextInt(5) == 0;
                long back = partitions * (long) random.nextInt(4);
                number = again ? Math.max(p, number - back) : number + partitions;
            }
            topic.add(partition);
        }
        return topic;
    }

    private static List<Long> takeAll(WaitingFrames frames) {
        List<Long> numbers = new ArrayList<>();
        for (Arrival arrival = frames.take(); arrival != null; arrival = frames.take()) {
            numbers.add(arrival.number());
        }
        return numbers;
    }

    private static Arrival arrival(long number, int partition, long offset) {
        return new Arrival(ResultsFrame.seal(number, 0, 0, 0, 0, NOTHING, NOTHING), partition, offset);
    }
}
