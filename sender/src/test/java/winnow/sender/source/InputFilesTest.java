package winnow.sender.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;

final class InputFilesTest {
    @TempDir
    Path here;

    @BeforeEach
    void files() throws IOException {
        for (String name : List.of(
                "b.csv", "a.csv", "two words.csv", "c.txt", "d/2.csv", "d/1.csv", "d/.hidden.csv", "d/deep/3.csv")) {
            Files.createDirectories(here.resolve(name).getParent());
            Files.createFile(here.resolve(name));
        }
        Files.createDirectories(here.resolve("empty"));
    }

    @Test
    void resolve_keepsTheOrderOfWordsAndDuplicates() {
        assertThat(resolve("b.csv", "a.csv", "b.csv")).containsExactly("b.csv", "a.csv", "b.csv");
    }

    @Test
    void resolve_takesAPathAsItStandsBeforeItSplits() {
        assertThat(resolve("two words.csv", "a.csv c.txt")).containsExactly("two words.csv", "a.csv", "c.txt");
    }

    @Test
    void resolve_takesAFileForItselfEvenIfItsNameIsAGlob() throws IOException {
        Files.createFile(here.resolve("[ab].csv"));

        assertThat(resolve("[ab].csv")).containsExactly("[ab].csv");
    }

    @Test
    void resolve_givesAbsoluteNormalisedPaths() {
        assertThat(InputFiles.resolve(List.of("d/../a.csv"), here).paths())
                .containsExactly(here.resolve("a.csv").toString());
        assertThat(InputFiles.resolve(List.of(here.resolve("a.csv").toString()), Path.of("/"))
                        .paths())
                .containsExactly(here.resolve("a.csv").toString());
    }

    @Test
    void resolve_takesADirectorysFilesInNameOrder() {
        assertThat(resolve("d")).containsExactly("d/1.csv", "d/2.csv");
    }

    @Test
    void resolve_matchesGlobs() {
        assertThat(resolve("*.csv")).containsExactly("a.csv", "b.csv", "two words.csv");
        assertThat(resolve("[b-z].*")).containsExactly("b.csv", "c.txt");
        assertThat(resolve("?.{txt,csv}")).containsExactly("a.csv", "b.csv", "c.txt");
        assertThat(resolve("*/?.csv")).containsExactly("d/1.csv", "d/2.csv");
        assertThat(resolve("d/*")).containsExactly("d/1.csv", "d/2.csv");
        assertThat(resolve("d/.*")).containsExactly("d/.hidden.csv");
        assertThat(resolve("*.txt d/2*")).containsExactly("c.txt", "d/2.csv");
    }

    @Test
    void resolve_letsTwoStarsStandForAnyDirectoriesAndNone() {
        assertThat(resolve("d/**/*.csv")).containsExactly("d/1.csv", "d/2.csv", "d/deep/3.csv");
        assertThat(resolve("**/3.csv")).containsExactly("d/deep/3.csv");
    }

    @Test
    void resolve_refusesWhereThereIsNothingToRead() {
        assertRefused("there is no file 'missing.csv'", "a.csv", "missing.csv");
        assertRefused("there is no file 'missing.csv'", "a.csv missing.csv");
        assertRefused("no file matches 'd/*.parquet'", "d/*.parquet");
        assertRefused("no file matches 'nowhere/*'", "nowhere/*");
        assertRefused("no file matches 'emp*'", "emp*");
        assertRefused("there is no file in the directory 'empty'", "empty");
        assertRefused("'[a.csv' is no file and no glob", "[a.csv");
        assertRefused("no input is named");
        assertRefused("no input is named", " ");
        assertRefused("cannot be the name of a file", "a\0b");
    }

    @Test
    void resolve_refusesWhatCanBeReadOnlyOnce() {
        assertRefused("'/dev/null' is no regular file", "/dev/null");
    }

    private List<String> resolve(String... words) {
        return InputFiles.resolve(List.of(words), here).paths().stream()
                .map(path -> here.relativize(Path.of(path)).toString())
                .toList();
    }

    private void assertRefused(String message, String... words) {
        assertThatThrownBy(() -> resolve(words))
                .hasMessageContaining(message)
                .isInstanceOfSatisfying(
                        StopException.class, stop -> assertThat(stop.exitCode()).isEqualTo(ExitCode.USAGE));
    }
}
