package winnow.sender.cut;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;
import winnow.protocol.job.CsvFormat;
import winnow.protocol.job.JobInput;
import winnow.sender.source.InputFiles;

final class CsvHeaderTest {
    @TempDir
    Path here;

    @Test
    void read_takesTheFirstRecord() throws IOException {
        assertThat(read(',', file("1", "ID,\"a \"\"b\"\"\",c\r\n1,2,3\n")))
                .isEqualTo(new CsvFormat(',', true, List.of("ID", "a \"b\"", "c")));
        assertThat(read(';', file("2", "\ufeff\n\r\n\"x\ny\";z,é")).columns()).containsExactly("x\ny", "z,é");
        assertThat(read('\t', file("3", "a\t\tc\n")).columns()).containsExactly("a", "", "c");
    }

    @Test
    void read_takesSeveralFilesOfOneHeaderAndEmptyOnes() throws IOException {
        assertThat(read(',', file("1", ""), file("2", "a,b\n1,2\n"), file("3", "\n\n"), file("4", "\"a\",\"b\""))
                        .columns())
                .containsExactly("a", "b");
    }

    @Test
    void read_refusesAFileOfAnotherHeader() throws IOException {
        assertRefused(
                "the header of '" + here + "/2' differs from that of '" + here
                        + "/1' (3 columns instead of 2): the files of a job must have the same one",
                file("1", "a,b\n"),
                file("2", "a,b,c\n"));
    }

    @Test
    void read_givesAnInputWithoutRecordsOneColumnWithoutName() throws IOException {
        assertThat(read(',', file("1", ""), file("2", "\n\n"))).isEqualTo(new CsvFormat(',', true, List.of("")));
    }

    @Test
    void read_knowsTheGeneratorsColumns() {
        assertThat(CsvHeader.read(new JobInput.Generated(5, 1), ',', Optional.empty())
                        .columns())
                .containsExactly("ID", "SKU", "FLUX", "MANUFACTURER_NAME", "DESCRIPTION");
    }

    @Test
    void read_takesGivenColumnsForFilesWithoutHeader() throws IOException {
        JobInput input = InputFiles.resolve(List.of(file("1", "1,2\n").toString()), here);

        assertThat(CsvHeader.read(input, ',', Optional.of(List.of("a", "b"))))
                .isEqualTo(new CsvFormat(',', false, List.of("a", "b")));
        assertThatThrownBy(() -> CsvHeader.read(input, ',', Optional.of(List.of("a", "a"))))
                .hasMessage("--columns names the column 'a' twice; names must differ");
    }

    @Test
    void read_refusesHeadersThatCannotBeUsed() throws IOException {
        assertRefused("is not UTF-8", file("1", "caf\u00e9,b\n", ISO_8859_1));
        assertRefused("names the column 'a' twice", file("2", "a,b,a\n"));
        assertRefused("is longer than 1048576 bytes", file("3", "a".repeat((1 << 20) + 1) + "\n"));
        assertRefused("its quotes are wrong", file("4", "\"a\"b,c\n"));
        assertRefused("its quotes are wrong", file("5", "a,\"b\n1,2\n"));
        assertRefused("carriage return alone", file("6", "a,b\r1,2\r3,4\r"));
    }

    private void assertRefused(String message, Path... files) {
        assertThatThrownBy(() -> read(',', files))
                .hasMessageContaining(message)
                .hasMessageContaining(here.toString())
                .isInstanceOfSatisfying(
                        StopException.class, stop -> assertThat(stop.exitCode()).isEqualTo(ExitCode.USAGE));
    }

    private static CsvFormat read(char delimiter, Path... files) {
        List<String> paths = Stream.of(files).map(Path::toString).toList();
        return CsvHeader.read(InputFiles.resolve(paths, Path.of("/")), delimiter, Optional.empty());
    }

    private Path file(String name, String text) throws IOException {
        return file(name, text, UTF_8);
    }

    private Path file(String name, String text, Charset charset) throws IOException {
        return Files.writeString(here.resolve(name), text, charset);
    }
}
