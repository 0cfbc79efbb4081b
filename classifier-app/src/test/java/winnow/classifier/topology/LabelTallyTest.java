package winnow.classifier.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import winnow.classifier.pipeline.ChunkAnswers;
import winnow.metrics.JobMeter;

class LabelTallyTest {
    private static final List<String> OUTPUTS = List.of("probability", "label", "why");

    private final JobMeter meter = new JobMeter();
    private final LabelTally tally = Objects.requireNonNull(LabelTally.of(OUTPUTS, ';', meter));

    /** Answers of a chunk, one after another; that of a rejected row is empty. */
    private record Given(List<String> answers) implements ChunkAnswers {
        @Override
        public int rows() {
            return answers.size();
        }

        @Override
        public boolean isRejected(int row) {
            return answers.get(row).isEmpty();
        }

        @Override
        public byte[] bytes() {
            return String.join("", answers).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public int start(int row) {
            return new Given(answers.subList(0, row)).bytes().length;
        }

        @Override
        public int length(int row) {
            return answers.get(row).getBytes(StandardCharsets.UTF_8).length;
        }
    }

    private Map<String, Long> counted() {
        return meter.figures().labels();
    }

    @Test
    void of_isNothingWhereNoOutputIsALabel() {
        assertThat(LabelTally.of(List.of("CLASSIFICATION"), ',', meter)).isNull();
    }

    @Test
    void add_countsLabelsWhereverTheyStand() {
        tally.add(new Given(
                List.of("0.5;hot;x", "\"a;b\";hot;", "", "0.1;kälter;\"y\"", "0.1;\"a; \"\"b\"\"\";", "1;;")));
        tally.add(new Given(List.of("0.7;hot;x", "0.7;\"hot\";x", "0.7; hot ;x")));

        assertThat(counted()).isEqualTo(Map.of("hot", 5L, "kälter", 1L, "a; \"b\"", 1L, "", 1L));
    }

    @Test
    void add_takesALabelThatStandsLastOrAlone() {
        LabelTally alone = Objects.requireNonNull(LabelTally.of(List.of("label"), ',', meter));
        alone.add(new Given(List.of("a", "b", "a")));
        LabelTally last = Objects.requireNonNull(LabelTally.of(List.of("p", "label"), ',', meter));
        last.add(new Given(List.of("1,a", "2,c")));

        assertThat(counted()).isEqualTo(Map.of("a", 3L, "b", 1L, "c", 1L));
    }

    @Test
    void add_givesUpWhenThereAreTooManyLabels() {
        for (int chunk = 0; chunk < 30; chunk++) {
            int first = 100 * chunk;
            tally.add(new Given(IntStream.range(first, first + 100)
                    .mapToObj(row -> "1;" + row + ";x")
                    .toList()));
        }

        assertThat(counted()).isEmpty();
        assertThat(meter.hasTooManyLabels()).isTrue();
    }
}
