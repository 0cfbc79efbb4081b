package winnow.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.protocol.ExitCode;

final class JavaCommandTest {
    private final JavaCommand command =
            JavaCommand.of(128, "winnow.Program", "--name", "a b").with("key", "value");

    @Test
    void line_endsWithProgramAndArguments() {
        assertThat(command.line())
                .startsWith(System.getProperty("java.home") + "/bin/java", "-Xmx128m")
                .contains("-Dkey=value")
                .endsWith("-cp", System.getProperty("java.class.path"), "winnow.Program", "--name", "a b");
    }

    @Test
    void line_collectsInParallelUnlessThereIsOneThread() {
        assertThat(command.line()).doesNotContain("-XX:+UseSerialGC");
        assertThat(command.forOneThread().line()).contains("-XX:+UseSerialGC");
    }

    @Test
    void line_allowsNativeCodeOnlyWhereJavaAsksForIt() {
        assertThat(command.line(17)).doesNotContain("--enable-native-access=ALL-UNNAMED");
        assertThat(command.line(24)).contains("--enable-native-access=ALL-UNNAMED");
    }

    @Test
    void aProgramOutOfMemory_failsAndLeavesNoFiles(@TempDir Path folder) throws Exception {
        List<String> line = JavaCommand.of(16, OutOfMemory.class.getName()).line();
        Path log = Files.createFile(folder.resolve("log"));

        Process process = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(ExitCode.FAILED.number());
        assertThat(folder).isDirectoryContaining(log::equals).isDirectoryNotContaining(file -> !file.equals(log));
        assertThat(new LogFile(log).lastLine()).contains("java.lang.OutOfMemoryError");
    }
}
