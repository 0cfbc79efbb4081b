package winnow.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import winnow.cli.direct.DirectRun;
import winnow.cli.option.FormatOptions;
import winnow.cli.option.GeneratorOptions;
import winnow.cli.option.InputOptions;
import winnow.cli.option.ModelOptions;
import winnow.protocol.ExitCode;
import winnow.protocol.job.JobInput;
import winnow.protocol.job.JobSpec;

/** {@code winnow classify}: the same pipeline without a cluster. */
@Command(
        description = {
            "Classifies in this process, without Kafka, on all processors: the same bytes as a cluster gives.",
            "Beside OUTPUT it writes the rejected rows: for out.log, out.rejects.csv."
        })
final class ClassifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "[INPUT...] OUTPUT",
            hideParamSyntax = true,
            description = "the input, as for 'winnow run --input' (none with --rows), and last the file to write")
    private List<String> files;

    @Mixin
    private final GeneratorOptions generator = new GeneratorOptions();

    @Mixin
    private final FormatOptions format = new FormatOptions();

    @Mixin
    private final ModelOptions model = new ModelOptions();

    @Override
    public Integer call() {
        Path output = Path.of(files.get(files.size() - 1)).toAbsolutePath();
        Path spool = output.resolveSibling(output.getFileName() + ".input");
        try {
            JobInput input = InputOptions.resolve(files.subList(0, files.size() - 1), generator, () -> spool);
            ModelOptions.Choice chosen = model.choose(input, format.read(input), JobSpec.DEFAULT_PARTITIONS, null);
            PrintWriter out = spec.commandLine().getOut();
            out.print(new DirectRun(chosen.job(), chosen.model().files(), output)
                    .run()
                    .text());
            out.flush();
        } finally {
            delete(spool);
        }
        return ExitCode.DONE.number();
    }

    private static void delete(Path spool) {
        try {
            Files.deleteIfExists(spool);
        } catch (IOException e) {
            throw ExitCode.FAILED.because("cannot delete " + spool + ": " + e.getMessage(), e);
        }
    }
}
