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
import winnow.cli.compare.ComparedModels;
import winnow.cli.compare.Comparison;
import winnow.cli.compare.ComparisonText;
import winnow.cli.option.FormatOptions;
import winnow.cli.option.GeneratorOptions;
import winnow.cli.option.InputOptions;
import winnow.cli.option.ModelSettings;
import winnow.cli.option.OutputOption;
import winnow.protocol.ExitCode;
import winnow.protocol.job.JobInput;
import winnow.protocol.kafka.Json;

/** {@code winnow compare}: what a new model would change. */
@Command(
        description = {
            "Classifies an input with two models in one pass, in this process, and says which labels differ.",
            "Models are named as for 'winnow classify --model', and both have the same settings."
        })
final class CompareCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FIRST", description = "a model, for example the one in use: churn.onnx")
    private String first;

    @Parameters(index = "1", paramLabel = "SECOND", description = "another one")
    private String second;

    @Parameters(
            index = "2..*",
            arity = "0..*",
            paramLabel = "INPUT",
            description = "the input, as for 'winnow run --input' (none with --rows)")
    private List<String> files = List.of();

    @Mixin
    private final GeneratorOptions generator = new GeneratorOptions();

    @Mixin
    private final FormatOptions format = new FormatOptions();

    @Mixin
    private final ModelSettings settings = new ModelSettings();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Override
    public Integer call() throws IOException {
        Path spool = Files.createTempDirectory("winnow-compare").resolve("input");
        try {
            JobInput input = InputOptions.resolve(files, generator, () -> spool);
            ComparedModels models = new ComparedModels(first, second, settings.options());
            Comparison comparison = models.on(input, format.read(input));
            PrintWriter out = spec.commandLine().getOut();
            out.print(output.json() ? Json.writePretty(comparison) : ComparisonText.of(comparison, first, second));
            out.flush();
        } finally {
            Files.deleteIfExists(spool);
            Files.delete(spool.getParent());
        }
        return ExitCode.DONE.number();
    }
}
