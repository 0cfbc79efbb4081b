package winnow.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import winnow.cli.option.FormatOptions;
import winnow.cli.option.GeneratorOptions;
import winnow.cli.option.InputOptions;
import winnow.cli.option.ModelOptions;
import winnow.cli.option.OutputOption;
import winnow.cli.option.TimeSpan;
import winnow.cli.option.WindowOption;
import winnow.cli.plan.Plan;
import winnow.cli.plan.PlanText;
import winnow.protocol.ExitCode;
import winnow.protocol.job.JobInput;
import winnow.protocol.job.JobSpec;
import winnow.protocol.kafka.Json;

/** {@code winnow plan}: what a job would take. */
@Command(
        description = {
            "Says what a job would take, without a cluster: rows, time by cluster size, disk.",
            "Reads the beginning of the input, classifies it here for three seconds, and adds measured costs of the way"
                    + " through Kafka (docs/SCALING.md). An estimate: expect to be off by a third."
        })
final class PlanCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "INPUT",
            description = "the input, as for 'winnow run --input' (none with --rows)")
    private List<String> files = List.of();

    @Option(
            names = "--deadline",
            paramLabel = "TIME",
            description = "say which cluster size meets it: seconds, or 90s, 10m, 1h30m")
    private @Nullable TimeSpan deadline;

    @Mixin
    private final GeneratorOptions generator = new GeneratorOptions();

    @Mixin
    private final FormatOptions format = new FormatOptions();

    @Mixin
    private final ModelOptions model = new ModelOptions();

    @Mixin
    private final WindowOption window = new WindowOption();

    @Mixin
    private final OutputOption output = new OutputOption();

    @Override
    public Integer call() throws IOException {
        Path spool = Files.createTempDirectory("winnow-plan").resolve("input");
        try {
            JobInput input = InputOptions.resolve(files, generator, () -> spool);
            ModelOptions.Choice chosen = model.choose(input, format.read(input), JobSpec.DEFAULT_PARTITIONS, null);
            Plan plan = Plan.of(
                    chosen.job(),
                    chosen.model().files(),
                    Runtime.getRuntime().availableProcessors(),
                    window.bytes(),
                    deadline == null ? null : deadline.duration());
            PrintWriter out = spec.commandLine().getOut();
            out.print(output.json() ? Json.writePretty(plan) : PlanText.of(plan));
            out.flush();
        } finally {
            Files.deleteIfExists(spool);
            Files.delete(spool.getParent());
        }
        return ExitCode.DONE.number();
    }
}
