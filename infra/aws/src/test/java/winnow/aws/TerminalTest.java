package winnow.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TerminalTest {
    @TempDir
    Path folder;

    @Test
    void run_hasFolderAndEnvironment() throws Exception {
        new Terminal(folder, Map.of("WORD", "said")).run("saying", List.of("sh", "-c", "echo $WORD > heard"));

        assertThat(Files.readString(folder.resolve("heard"))).isEqualTo("said\n");
    }

    @Test
    void run_saysWhatFailed() {
        Terminal terminal = new Terminal(folder, Map.of());

        assertThatThrownBy(() -> terminal.run("leaving", List.of("sh", "-c", "exit 3")))
                .hasMessage("leaving failed: sh ended with code 3, its reason is above");
        assertThatThrownBy(() -> terminal.run("looking", List.of("no-such-program")))
                .hasMessage("looking failed: there is no no-such-program: install it and run this again");
    }

    @Test
    void aRealKey_isOnlyItsOwners() throws Exception {
        try {
            new ProcessBuilder("ssh-keygen", "-?")
                    .redirectErrorStream(true)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            Assumptions.abort("no ssh-keygen found");
        }
        Path file = folder.resolve("aws/key");

        String first = new KeyFile(file, new Terminal(folder, Map.of())).publicHalf(false);

        assertThat(first).startsWith("ssh-ed25519 ");
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
        assertThat(new KeyFile(file, new Terminal(folder, Map.of())).publicHalf(true))
                .isEqualTo(first);
    }
}
