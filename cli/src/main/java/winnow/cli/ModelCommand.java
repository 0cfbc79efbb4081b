package winnow.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import winnow.cli.model.ChosenModel;
import winnow.cli.option.HomeOption;
import winnow.cli.option.KafkaOptions;
import winnow.cli.option.OutputOption;
import winnow.protocol.ExitCode;
import winnow.protocol.kafka.ClientSettings;
import winnow.protocol.kafka.Json;
import winnow.protocol.kafka.ModelTopic;
import winnow.protocol.kafka.TopicAdmin;
import winnow.protocol.model.ModelRef;
import winnow.protocol.model.PushedModel;

/** {@code winnow model}: the models that the cluster has. */
@Command(description = "Gives the cluster models, and lists those that it has.", synopsisSubcommandLabel = "COMMAND")
final class ModelCommand {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    @Spec
    private CommandSpec spec;

    @Command(
            name = "push",
            description =
                    "Gives the cluster a model, under its SHA-256 and a name. 'winnow run --model FILE' does so by"
                            + " itself.")
    int push(
            @Parameters(paramLabel = "FILE", description = "the model, for example churn.onnx") Path file,
            @Option(names = "--name", paramLabel = "NAME", description = "what to call it (default: the file's name)")
                    @Nullable String name,
            @Mixin HomeOption home,
            @Mixin KafkaOptions kafka) {
        if (!Files.isRegularFile(file)) {
            throw ExitCode.USAGE.because("there is no file " + file);
        }
        String kind = ChosenModel.kindOf(file);
        ModelRef model = ModelRef.of(file, name == null ? ChosenModel.nameOf(file) : name);
        ClientSettings settings = kafka.settings(home);
        try (TopicAdmin admin = new TopicAdmin(settings)) {
            admin.ensureSharedTopics();
        }
        new ModelTopic(settings).push(model, kind, file, Instant.now());
        PrintWriter out = spec.commandLine().getOut();
        out.println(model.name() + "  sha256 " + model.sha256());
        out.flush();
        return ExitCode.DONE.number();
    }

    @Command(name = "list", description = "Lists the models that the cluster has.")
    int list(@Mixin OutputOption output, @Mixin HomeOption home, @Mixin KafkaOptions kafka) {
        List<PushedModel> models = new ModelTopic(kafka.settings(home)).list();
        PrintWriter out = spec.commandLine().getOut();
        if (output.json()) {
            out.print(Json.writePretty(models));
        } else if (models.isEmpty()) {
            out.println("no models: 'winnow model push FILE' gives the cluster one");
        } else {
            models.forEach(pushed -> out.print(line(pushed)));
        }
        out.flush();
        return ExitCode.DONE.number();
    }

    private static String line(PushedModel pushed) {
        ModelRef model = pushed.model();
        return String.format(
                Locale.ROOT,
                "%-24s  %-8s  %,14d bytes  %s UTC  %s%n",
                model.name(),
                pushed.kind(),
                model.bytes(),
                TIME.format(pushed.pushed()),
                model.sha256());
    }
}
