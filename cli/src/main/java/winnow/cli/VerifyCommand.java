package winnow.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import winnow.protocol.ExitCode;
import winnow.receiver.output.Verification;

/** {@code winnow verify}: results against what vouches for them. */
@Command(
        description =
                "Checks every frame of a job's results and the whole files' SHA-256, and says where they are damaged."
                        + " Changes nothing, and needs no cluster.")
final class VerifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "RESULTS",
            description = "the folder of a job, or of an unpacked results.tgz, or the results.log in it")
    private Path results;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(Verification.of(results).text());
        out.flush();
        return ExitCode.DONE.number();
    }
}
