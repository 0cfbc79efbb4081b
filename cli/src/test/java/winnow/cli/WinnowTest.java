package winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class WinnowTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(Map<String, String> environment, String... arguments) {
        return Winnow.commandLine(environment)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    static Stream<String> commands() {
        return Winnow.commandLine(Map.of()).getSubcommands().entrySet().stream()
                .filter(command ->
                        !command.getValue().getCommandSpec().usageMessage().hidden())
                .map(Map.Entry::getKey);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void help_isThereForEachCommand(String command) {
        assertThat(execute(Map.of(), command, "--help")).isZero();
        assertThat(out.toString()).startsWith("Usage: winnow " + command).contains("Exit codes:");
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void options_haveADescriptionAndAVariableOfTheirOwn(String command) {
        CommandLine commandLine = Winnow.commandLine(Map.of()).getSubcommands().get(command);
        for (OptionSpec option :
                java.util.Objects.requireNonNull(commandLine).getCommandSpec().options()) {
            assertThat(option.description()).as(option.longestName()).isNotEmpty();
            assertThat(EnvironmentDefaults.variable(option)).matches("WINNOW_[A-Z_]+");
        }
    }

    @Test
    void version_namesWinnowKafkaAndJava() {
        assertThat(execute(Map.of(), "--version")).isZero();
        assertThat(out.toString()).contains("winnow ").contains("Kafka 4.3.1").contains("Java ");
    }

    @Test
    void noCommand_isAUsageError() {
        assertThat(execute(Map.of())).isEqualTo(2);
        assertThat(err.toString()).contains("Missing required subcommand");
    }

    @Test
    void environment_standsBelowTheCommandLineAndAboveTheDefault() {
        assertThat(execute(Map.of("WINNOW_ROWS", "-1"), "run")).isEqualTo(2);
        assertThat(err.toString()).contains("--rows must be 0 or more, not -1");

        err.getBuffer().setLength(0);
        assertThat(execute(Map.of("WINNOW_ROWS", "-1"), "run", "--rows", "-2")).isEqualTo(2);
        assertThat(err.toString()).contains("not -2");

        err.getBuffer().setLength(0);
        assertThat(execute(Map.of("WINNOW_ROWS", "", "WINNOW_INPUT", ""), "run"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("there is no input");
    }

    @Test
    void describe_printsTheTopology() {
        assertThat(execute(Map.of(), "instance", "--describe")).isZero();
        assertThat(out.toString()).contains("Sub-topology: 0").contains("winnow.rows.<job>");
    }

    @Test
    void completion_isAScriptThatKnowsEveryCommand() {
        assertThat(execute(Map.of(), "completion")).isZero();
        assertThat(out.toString())
                .startsWith("#!")
                .contains(Set.copyOf(commands().toList()));
    }
}
