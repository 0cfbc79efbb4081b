package winnow.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;

class StandardInputTest {
    private final InputStream before = System.in;

    @TempDir
    Path folder;

    @AfterEach
    void giveBack() {
        System.setIn(before);
    }

    /** A pipe that hands over each piece by itself. */
    private static void pipe(String... pieces) {
        List<InputStream> streams = List.of(pieces).stream()
                .map(piece -> (InputStream) new ByteArrayInputStream(piece.getBytes(StandardCharsets.UTF_8)))
                .toList();
        System.setIn(new SequenceInputStream(Collections.enumeration(streams)));
    }

    private String head() throws IOException {
        return Files.readString(
                Path.of(StandardInput.keepHead(folder.resolve("new/head")).head()));
    }

    private static String rest() throws IOException {
        return new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void keepHead_readsNoMoreThanCameWithTheFirstLine() throws IOException {
        pipe("a,", "b\n1,", "2\n3,4\n");
        assertThat(head()).isEqualTo("a,b\n1,");
        assertThat(rest()).isEqualTo("2\n3,4\n");
    }

    @Test
    void keepHead_takesALineEndInsideQuotesForData() throws IOException {
        pipe("\"a\n", "b\",c", "\n", "1,2\n");
        assertThat(head()).isEqualTo("\"a\nb\",c\n");
        assertThat(rest()).isEqualTo("1,2\n");
    }

    @Test
    void keepHead_endsWithTheInput() throws IOException {
        pipe("a,b");
        assertThat(head()).isEqualTo("a,b");
        pipe("");
        assertThat(head()).isEmpty();
    }

    @Test
    void keepHead_refusesWhatIsPacked() {
        for (byte[] packed :
                new byte[][] {{0x1f, (byte) 0x8b, 8, '\n'}, {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, '\n'}}) {
            System.setIn(new ByteArrayInputStream(packed));
            StopException stop = catchThrowableOfType(StopException.class, this::head);
            assertThat(stop.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(stop).hasMessageContaining("zcat").hasMessageContaining("--no-spool");
        }
    }

    @Test
    void keep_keepsEveryByte() throws IOException {
        pipe("a,b\n", "1,2\n3", ",4");
        assertThat(StandardInput.keep(folder.resolve("new/input.csv"))).hasContent("a,b\n1,2\n3,4");
    }
}
