package winnow.classifier.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
    private static double decimal(String text) {
        byte[] bytes = ("9" + text + "9").getBytes(StandardCharsets.UTF_8);
        return Numbers.decimal(bytes, 1, bytes.length - 1);
    }

    private static boolean isInteger(String text) {
        byte[] bytes = ("9" + text + "9").getBytes(StandardCharsets.UTF_8);
        return Numbers.isInteger(bytes, 1, bytes.length - 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "+1",
                "1.",
                ".5",
                "-12.75",
                "0.1",
                "000123456789012345",
                "1e3",
                "1.5E-7",
                "1e400",
                "123456789012345678901234567890",
                "0.30000000000000004",
                "4.9e-324",
                "0.0000000000000000000000001"
            })
    void decimal_isWhatJavaReads(String text) {
        assertThat(decimal(text)).isEqualTo(Double.parseDouble(text));
        assertThat(decimal(" \t" + text + " ")).isEqualTo(Double.parseDouble(text));
    }

    @Test
    void decimal_isWhatJavaReadsForAnyNumber() {
        long seed = 4;
        Random random = new Random(seed);
        for (int i = 0; i < 100_000; i++) {
            String text = switch (i % 3) {
                case 0 -> Double.toString(Double.longBitsToDouble(random.nextLong()));
                case 1 -> Float.toString(random.nextFloat());
                default -> Long.toString(random.nextLong() >> random.nextInt(64)) + "." + random.nextInt(100_000);
            };
            if (!text.contains("N") && !text.contains("I")) {
                assertThat(decimal(text)).as("seed %d: %s", seed, text).isEqualTo(Double.parseDouble(text));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-",
                ".",
                "e5",
                "1e",
                "1e+",
                "1f",
                "1d",
                "0x1p3",
                "NaN",
                "Infinity",
                "1,5",
                "1.2.3",
                "1 2"
            })
    void decimal_isNaNForEverythingElse(String text) {
        assertThat(decimal(text)).isNaN();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 7, -7, 1234567890123L, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1})
    void integer_isWhatJavaReads(long value) {
        byte[] bytes = (" " + value + " ").getBytes(StandardCharsets.UTF_8);
        assertThat(Numbers.isInteger(bytes, 0, bytes.length)).isTrue();
        assertThat(Numbers.integer(bytes, 0, bytes.length)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "+", "1.0", "1e3", "x", "9223372036854775808", "-9223372036854775809", "12 3"})
    void isInteger_refusesTheRest(String text) {
        assertThat(isInteger(text)).isFalse();
    }
}
