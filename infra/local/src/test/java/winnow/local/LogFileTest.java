package winnow.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogFileTest {
    @TempDir
    Path folder;

    @Test
    void lastLine_passesOverEmptyLinesAndFramesOfAStackTrace() throws Exception {
        assertThat(lastLineOf("one\njava.io.IOException: two\n\tat A.b(A.java:3)\n\t... 5 more\n\n"))
                .isEqualTo("java.io.IOException: two");
        assertThat(lastLineOf("one\ntwo without end")).isEqualTo("two without end");
    }

    @Test
    void lastLine_isTheReasonForWhichAJvmAborts() throws Exception {
        assertThat(lastLineOf("working\nAborting due to OutOfMemoryError\n#\n# A fatal error\n#\n# /dev/null\n"))
                .isEqualTo("Aborting due to OutOfMemoryError");
    }

    @Test
    void lastLine_readsOnlyTheEndOfALongLog() throws Exception {
        assertThat(lastLineOf("long ".repeat(100_000) + "\nlast\n")).isEqualTo("last");
    }

    @Test
    void lastLine_saysSoWhereThereIsNone() throws Exception {
        assertThat(lastLineOf("\n\n")).isEqualTo("(nothing)");
        assertThat(new LogFile(folder.resolve("missing")).lastLine()).isEqualTo("(nothing)");
    }

    private String lastLineOf(String content) throws Exception {
        Path log = folder.resolve("log");
        Files.writeString(log, content);
        return new LogFile(log).lastLine();
    }
}
