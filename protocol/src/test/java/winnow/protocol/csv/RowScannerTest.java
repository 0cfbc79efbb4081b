package winnow.protocol.csv;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RowScannerTest {

    /** ␊ stands for a newline, ' for a quote, and | for where the row ends; no bar: it does not end. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '¦',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "␊|",
                "a;b␊|c␊",
                "';'␊|",
                "'␊'␊|",
                "a;'␊;␊'␊|b",
                "'a''␊'';␊'␊|",
                "'''␊'␊|",
                "a'␊|'␊",
                "a;b'␊|'␊",
                " '␊|'␊",
                "'a'b'␊|'␊",
                "'a'b;'␊'␊|",
                "'';'␊'␊|",
                "'';;'␊'␊|",
                "'",
                "''",
                "'␊''",
                "abcdefgh;12345678",
                "abcdefgh;1234567;'␊345678901234567890'␊|"
            })
    void scan_findsTheEndWhereverThePieceIsSplit(String drawn) {
        String text = drawn.replace('␊', '\n').replace('\'', '"');
        int expected = text.indexOf('|');
        byte[] bytes = text.replace("|", "").getBytes(UTF_8);
        for (int split = 0; split <= bytes.length; split++) {
            RowScanner scanner = new RowScanner(';');
            scanner.startRow();
            int end = scanner.scan(Arrays.copyOf(bytes, split), 0, split);
            if (end < 0) {
                end = scanner.scan(bytes, split, bytes.length);
            }
            assertThat(end).as("split at %d", split).isEqualTo(expected);
        }
    }

    @Test
    void scan_isNotMisledByBytesOneAboveThoseItLooksFor() {
        for (int length = 0; length < 40; length++) {
            for (int at = 0; at < length; at++) {
                for (byte misleading : new byte[] {0x0b, 0x23, (byte) 0x8a, (byte) 0xa2, 0, (byte) 0xff}) {
                    byte[] bytes = new byte[length];
                    Arrays.fill(bytes, misleading);
                    bytes[at] = '\n';
                    RowScanner scanner = new RowScanner(',');
                    scanner.startRow();
                    assertThat(scanner.scan(bytes, 0, length)).isEqualTo(at + 1);
                }
            }
        }
    }

    @Test
    void inQuotes_tellsWhetherTheRowWouldEndWithinQuotes() {
        assertThat(after("a,\"b").inQuotes()).isTrue();
        assertThat(after("a,\"b\"").inQuotes()).isFalse();
        assertThat(after("a,\"b\"\"").inQuotes()).isTrue();
        assertThat(after("a,b\"").inQuotes()).isFalse();
    }

    @Test
    void newlines_countsThoseInQuotes() {
        RowScanner scanner = after("\"a\n\n\",\"\n");

        assertThat(scanner.newlines()).isEqualTo(3);
        assertThat(scanner.newlinesBeforeQuote()).isEqualTo(2);
    }

    private static RowScanner after(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        RowScanner scanner = new RowScanner(',');
        scanner.startRow();
        assertThat(scanner.scan(bytes, 0, bytes.length)).isNegative();
        return scanner;
    }
}
