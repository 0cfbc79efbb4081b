package winnow.classifier.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.protocol.frame.RejectCode;

class OutputFieldsTest {
    private static String text(OutputFields fields) {
        StringBuilder text = new StringBuilder();
        fields.answer(0, new Answers() {
            @Override
            public void answer(int row, byte[] outputs, int offset, int length) {
                text.append(new String(outputs, offset, length, StandardCharsets.UTF_8));
            }

            @Override
            public void reject(int row, RejectCode code, String column, String message) {
                throw new AssertionError(message);
            }
        });
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 6, 0.000000",
        "1, 6, 1.000000",
        "0.5, 0, 1",
        "0.123456499, 6, 0.123456",
        "0.1234565, 6, 0.123457",
        "0.9999996, 6, 1.000000",
        "-0.25, 1, -0.3",
        "-0.0000001, 3, 0.000",
        "123456789.125, 2, 123456789.13",
        "1e9, 2, 1000000000.00",
        "-12345678901.5, 0, -12345678902",
        "2e23, 1, 199999999999999983222784.0",
        "NaN, 3, NaN",
    })
    void decimal_hasAFixedCountOfDecimals(double value, int decimals, String expected) {
        assertThat(text(new OutputFields(',').decimal(value, decimals))).isEqualTo(expected);
    }

    @Test
    void fields_areJoinedAndQuotedWhereTheyNeedIt() {
        OutputFields fields = new OutputFields(';').text("old");
        fields.clear().text("a;b").text("").text("say \"x\"").text("c,d").decimal(1, 1);
        assertThat(text(fields)).isEqualTo("\"a;b\";;\"say \"\"x\"\"\";c,d;1.0");
        assertThat(text(fields.clear().text("é".repeat(500)))).hasSize(500);
    }
}
