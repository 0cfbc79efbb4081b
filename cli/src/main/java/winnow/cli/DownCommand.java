package winnow.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import winnow.cli.option.HomeOption;
import winnow.protocol.ExitCode;

/** {@code winnow down}. */
@Command(description = "Stops exactly what 'winnow up' started. Results and the broker's data stay where they are.")
final class DownCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private final HomeOption home = new HomeOption();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        home.cluster().down(line -> {
            out.println(line);
            out.flush();
        });
        return ExitCode.DONE.number();
    }
}
