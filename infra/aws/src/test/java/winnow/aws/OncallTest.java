package winnow.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OncallTest {
    @TempDir
    Path folder;

    @Test
    void read_takesNumbersInTheirOrder() throws IOException {
        assertThat(read("[\"+4930123456\", \"+14155550100\"]")).containsExactly("+4930123456", "+14155550100");
        assertThat(read("[\"+123456789012345\"]")).hasSize(1);
    }

    @Test
    void theOneOfTheRepository_callsNobody() {
        assertThat(Oncall.read(Path.of("ONCALL.json"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            ["4930123456"]                    | "4930123456" is no number in E.164
            ["+030123456"]                    | "+030123456" is no number in E.164
            ["+49 30 123456"]                 | "+49 30 123456" is no number in E.164
            ["+1234567890123456"]             | "+1234567890123456" is no number in E.164
            ["+123456"]                       | "+123456" is no number in E.164
            ["+49301234a6"]                   | "+49301234a6" is no number in E.164
            [4930123456]                      | 4930123456 is no number in E.164
            ["+4930123456", "+4930123456"]    | "+4930123456" is there twice
            "+4930123456"                     | must be a list of numbers
            {}                                | must be a list of numbers
            [                                 | no JSON at line
            """)
    void read_saysWhatIsNoNumber(String json, String message) {
        assertThatThrownBy(() -> read(json)).hasMessageContaining(message).hasMessageNotContaining("\n");
    }

    @Test
    void read_saysWhatToDoWithoutAFile() {
        assertThatThrownBy(() -> Oncall.read(folder.resolve("none"))).hasMessageContaining("write []");
    }

    private List<String> read(String json) throws IOException {
        return Oncall.read(Files.writeString(folder.resolve("ONCALL.json"), json));
    }
}
