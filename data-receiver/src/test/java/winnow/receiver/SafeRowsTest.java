package winnow.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class SafeRowsTest {
    private static final int PARTITIONS = 3;

    /** A sender that is started again goes on where it likes, as long as it leaves nothing out. */
    @Test
    void end_isNeverAboveAFrameThatIsNotSafe() {
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            long firstChunk = random.nextInt(8);
            int partition = random.nextInt(PARTITIONS);
            List<Long> sent = new ArrayList<>();
            long first = firstChunk + Math.floorMod(partition - firstChunk, PARTITIONS);
            long end = first;
            for (int i = 0; i < 20; i++) {
                long number = random.nextInt(3) > 0 ? end : first + PARTITIONS * random.nextLong((end - first) / 3 + 1);
                sent.add(number);
                end = Math.max(end, number + PARTITIONS);
            }
            for (long next = firstChunk; next <= end; next++) {
                long before = SafeRows.end(next, partition, firstChunk, PARTITIONS);
                assertThat(sent.subList(0, (int) before)).as("seed %d", seed).allMatch(below(next));
                assertThat(before).as("seed %d: the last one stays", seed).isLessThan(sent.size());
            }
        }
    }

    private static Predicate<Long> below(long next) {
        return number -> number < next;
    }

    @Test
    void end_leavesOneOfThoseThatAreSafe() {
        assertThat(SafeRows.end(0, 1, 0, PARTITIONS)).isZero();
        assertThat(SafeRows.end(2, 1, 0, PARTITIONS)).isZero();
        assertThat(SafeRows.end(301, 1, 0, PARTITIONS)).isEqualTo(99);
        assertThat(SafeRows.end(302, 1, 0, PARTITIONS)).isEqualTo(100);
        assertThat(SafeRows.end(302, 1, 299, PARTITIONS)).isZero();
    }
}
