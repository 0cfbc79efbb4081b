package winnow.classifier.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;
import winnow.protocol.frame.RejectCode;
import winnow.protocol.job.CsvFormat;
import winnow.protocol.job.ModelSpec;

class SleepTest {

    @Test
    void classify_waitsOnceForTheBatchAndGivesEachRowTheLabel() {
        long start = System.nanoTime();
        List<String> labels = classify(Map.of(ClassifierProvider.ARGUMENT, "20.5ms"));
        Duration taken = Duration.ofNanos(System.nanoTime() - start);

        assertThat(labels).containsExactly("0 slept", "1 slept");
        assertThat(taken).isGreaterThanOrEqualTo(Duration.ofMillis(20));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0ms", "250us", "0.002s"})
    void open_takesMicrosecondsMillisecondsAndSeconds(String duration) {
        assertThat(classify(Map.of(ClassifierProvider.ARGUMENT, duration))).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "ms", "-2ms", "2 ms", "two", "2h", "1e3ms", "61s", "999999999s"})
    void open_refusesWhatIsNoDuration(String duration) {
        assertThatThrownBy(() -> classify(Map.of(ClassifierProvider.ARGUMENT, duration)))
                .isInstanceOfSatisfying(
                        StopException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessageContaining("'" + duration + "'")
                .hasMessageNotContaining("\n");
    }

    @Test
    void open_refusesToBeAskedForWithoutADurationOrWithOptions() {
        assertThatThrownBy(() -> classify(Map.of())).hasMessageContaining("sleep:2ms");
        assertThatThrownBy(() -> classify(Map.of(ClassifierProvider.ARGUMENT, "2ms", "slowness", "3")))
                .hasMessageContaining("'slowness'");
    }

    private static List<String> classify(Map<String, String> options) {
        List<String> labels = new ArrayList<>();
        try (Classifier classifier =
                Classifiers.open(ModelSpec.of("sleep", options), new CsvFormat(',', true, List.of("x")))) {
            byte[] rows = "ab".getBytes(StandardCharsets.UTF_8);
            classifier.classify(new Batch(rows, new int[] {0, 1}, new int[] {1, 2}, List.of(), 0, 2), new Answers() {
                @Override
                public void answer(int at, byte[] outputs, int offset, int length) {
                    labels.add(at + " " + new String(outputs, offset, length, StandardCharsets.US_ASCII));
                }

                @Override
                public void reject(int at, RejectCode code, String column, String message) {
                    throw new AssertionError("it rejects nothing");
                }
            });
        }
        return labels;
    }
}
