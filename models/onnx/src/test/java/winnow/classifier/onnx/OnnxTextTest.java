package winnow.classifier.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnnxTextTest {
    @ParameterizedTest
    @CsvSource({"Zürich,Zürich", "日本,日本", "'',''", "a👍b👎,a\uFFFDb\uFFFD", "👍,\uFFFD", "x\0y,x\uFFFDy"})
    void of_replacesOnlyWhatTheBindingSpoils(String text, String taken) {
        assertThat(OnnxText.of(text)).isEqualTo(taken);
    }
}
