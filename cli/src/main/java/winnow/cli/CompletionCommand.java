package winnow.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import winnow.protocol.ExitCode;

/** {@code winnow completion}. */
@Command(description = "Prints a completion script for bash and zsh: source <(winnow completion)")
final class CompletionCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(AutoComplete.bash("winnow", Winnow.commandLine(Map.of())));
        out.flush();
        return ExitCode.DONE.number();
    }
}
