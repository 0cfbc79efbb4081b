package winnow.classifier.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.protocol.StopException;
import winnow.protocol.frame.RejectCode;
import winnow.protocol.job.CsvFormat;
import winnow.protocol.job.ModelSpec;

class BlackBoxTest {

    /**
     * Worked out with {@code for i in $(seq N); do printf %s "$row"; done | sha256sum}: the first 16 hex digits, shifted
     * right by 11, times 10^9, divided by 2^53, in whole numbers.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0,1,0.5,a,b | 1 | 0.203893921",
                "0,1,0.5,a,b | 10 | 0.352606226",
                "x | 1 | 0.177506819",
                "x | 10 | 0.984647211",
            })
    void classify_isWhatSha256sumSays(String row, int slowness, String expected) {
        assertThat(classify(row, Map.of("slowness", Integer.toString(slowness))))
                .isEqualTo(expected);
    }

    @Test
    void classify_isTenTimesSlowUnlessTold() {
        assertThat(classify("x", Map.of())).isEqualTo("0.984647211");
    }

    @Test
    void format_cutsOffAndDoesNotRound() {
        byte[] text = new byte[11];
        byte[] digest = new byte[32];
        java.util.Arrays.fill(digest, (byte) 0xff);
        BlackBox.format(digest, text);
        assertThat(new String(text, StandardCharsets.US_ASCII)).isEqualTo("0.999999999");

        java.util.Arrays.fill(digest, (byte) 0);
        BlackBox.format(digest, text);
        assertThat(new String(text, StandardCharsets.US_ASCII)).isEqualTo("0.000000000");
    }

    @Test
    void open_refusesOptionsItDoesNotHave() {
        assertThatThrownBy(() -> classify("x", Map.of("speed", "1")))
                .isInstanceOf(StopException.class)
                .hasMessageContaining("'speed'");
        assertThatThrownBy(() -> classify("x", Map.of("slowness", "often")))
                .isInstanceOf(StopException.class)
                .hasMessageContaining("'often'");
        assertThatThrownBy(() -> classify("x", Map.of("slowness", "0"))).isInstanceOf(StopException.class);
    }

    @Test
    void open_namesTheKindsThereAre() {
        assertThatThrownBy(() -> Classifiers.open(ModelSpec.of("greybox", Map.of()), format()))
                .isInstanceOf(StopException.class)
                .hasMessageContaining("'greybox'")
                .hasMessageContaining("blackbox");
    }

    private static String classify(String row, Map<String, String> options) {
        Classifier classifier = Classifiers.open(ModelSpec.of("blackbox", options), format());
        byte[] bytes = ("before" + row + "after").getBytes(StandardCharsets.UTF_8);
        Batch batch = new Batch(bytes, new int[] {6}, new int[] {6 + row.length()}, List.of(), 0, 1);
        StringBuilder answer = new StringBuilder();
        classifier.classify(batch, new Answers() {
            @Override
            public void answer(int at, byte[] outputs, int offset, int length) {
                answer.append(new String(outputs, offset, length, StandardCharsets.US_ASCII));
            }

            @Override
            public void reject(int at, RejectCode code, String column, String message) {
                throw new AssertionError("the black box rejects nothing");
            }
        });
        return answer.toString();
    }

    private static CsvFormat format() {
        return new CsvFormat(',', true, List.of("x"));
    }
}
