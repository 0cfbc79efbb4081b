package winnow.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
}
