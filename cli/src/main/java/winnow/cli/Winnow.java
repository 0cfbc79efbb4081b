package winnow.cli;

import java.io.PrintWriter;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;
import winnow.protocol.job.JobId;
import winnow.protocol.job.RejectLimit;

/** The root command. The only place that exits. */
@Command(
        name = "winnow",
        description = "Classifies every row of a CSV with a model, on N machines, into one exact file.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            RunCommand.class,
            StatusCommand.class,
            ResumeCommand.class,
            CancelCommand.class,
            ResultsCommand.class,
            VerifyCommand.class,
            DownCommand.class,
            ModelCommand.class,
            ClassifyCommand.class,
            CompareCommand.class,
            TrainCommand.class,
            GenerateCommand.class,
            SendCommand.class,
            InstanceCommand.class,
            ReceiveCommand.class,
            CompletionCommand.class,
            RehearseCommand.class,
        },
        footer = {
            "",
            "Exit codes: 0 done; 1 failed; 2 bad input or option, nothing started; 3 more rejects than allowed;"
                    + " 4 not ready in time; 130 interrupted.",
            "Every option can be set by an environment variable: --cluster-size by WINNOW_CLUSTER_SIZE."
        })
final class Winnow {
    private Winnow() {}

    public static void main(String[] args) {
        System.exit(commandLine(System.getenv()).execute(args));
    }

    /** @param environment where options are looked up that are not on the command line */
    static CommandLine commandLine(Map<String, String> environment) {
        CommandLine winnow = new CommandLine(new Winnow());
        winnow.setUsageHelpAutoWidth(true);
        winnow.setDefaultValueProvider(new EnvironmentDefaults(environment));
        winnow.registerConverter(JobId.class, refusing(JobId::new));
        winnow.registerConverter(RejectLimit.class, refusing(RejectLimit::new));
        winnow.setParameterExceptionHandler(USAGE);
        winnow.setExecutionExceptionHandler(SENTENCE);
        winnow.setCaseInsensitiveEnumValuesAllowed(true);
        return winnow;
    }

    /** A value that refuses what it is given says so itself, in a sentence of its own. */
    private static <T> ITypeConverter<T> refusing(Function<String, T> type) {
        return text -> {
            try {
                return type.apply(text);
            } catch (StopException e) {
                throw new TypeConversionException(e.getMessage());
            }
        };
    }

    /** A wrong option is one sentence and where to read more, not a page of help. */
    private static final IParameterExceptionHandler USAGE = (e, args) -> {
        CommandLine command = e.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        say(command.getErr(), e.getMessage() + "; '" + name + " --help' lists what there is");
        return ExitCode.USAGE.number();
    };

    private static final IExecutionExceptionHandler SENTENCE = (e, command, parsed) -> {
        if (e instanceof StopException stop) {
            say(command.getErr(), stop.getMessage());
            return stop.exitCode().number();
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConfigException) {
                say(command.getErr(), "a setting of Kafka's clients cannot be (-X): " + cause.getMessage());
                return ExitCode.USAGE.number();
            }
        }
        // a defect: whoever mends it needs the trace
        e.printStackTrace(command.getErr());
        say(command.getErr(), "a defect in Winnow, please report it with the lines above: " + e);
        return ExitCode.FAILED.number();
    };

    private static void say(PrintWriter err, @Nullable String sentence) {
        err.println("winnow: " + sentence);
        err.flush();
    }
}
