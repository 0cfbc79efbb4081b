package winnow.cli;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ScopeType;
import winnow.cli.access.KafkaRefusal;
import winnow.cli.option.Conversions;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;

/** The root command. The only place that exits. */
@Command(
        name = "winnow",
        description = "Classifies every row of a CSV with a model, on N machines, into one exact file.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 done; 1 failed; 2 bad input or option, nothing started; 3 more rejects than allowed;"
                    + " 4 not ready in time; 130 interrupted.",
            "Every option can be set by an environment variable: --cluster-size by WINNOW_CLUSTER_SIZE."
        })
final class Winnow {
    /** In the order of the help. */
    private static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();

    static {
        COMMANDS.put("up", UpCommand.class);
        COMMANDS.put("run", RunCommand.class);
        COMMANDS.put("status", StatusCommand.class);
        COMMANDS.put("resume", ResumeCommand.class);
        COMMANDS.put("cancel", CancelCommand.class);
        COMMANDS.put("results", ResultsCommand.class);
        COMMANDS.put("verify", VerifyCommand.class);
        COMMANDS.put("down", DownCommand.class);
        COMMANDS.put("model", ModelCommand.class);
        COMMANDS.put("classify", ClassifyCommand.class);
        COMMANDS.put("plan", PlanCommand.class);
        COMMANDS.put("compare", CompareCommand.class);
        COMMANDS.put("train", TrainCommand.class);
        COMMANDS.put("generate", GenerateCommand.class);
        COMMANDS.put("send", SendCommand.class);
        COMMANDS.put("instance", InstanceCommand.class);
        COMMANDS.put("receive", ReceiveCommand.class);
        COMMANDS.put("hub", HubCommand.class);
        COMMANDS.put("broker", BrokerCommand.class);
        COMMANDS.put("acl", AclCommand.class);
        COMMANDS.put("doctor", DoctorCommand.class);
        COMMANDS.put("completion", CompletionCommand.class);
        COMMANDS.put("standby", StandbyCommand.class);
        COMMANDS.put("rehearse", RehearseCommand.class);
    }

    private Winnow() {}

    public static void main(String[] args) {
        System.exit(commandLine(System.getenv(), args).execute(args));
    }

    /**
     * Knows the command that is named, or else all: to make all of them takes as long as Java takes to start.
     *
     * @param environment where options are looked up that are not on the command line
     */
    static CommandLine commandLine(Map<String, String> environment, String... args) {
        CommandLine winnow = new CommandLine(new Winnow());
        Collection<String> names =
                args.length > 0 && COMMANDS.containsKey(args[0]) ? Set.of(args[0]) : COMMANDS.keySet();
        names.forEach(name -> winnow.addSubcommand(name, COMMANDS.get(name)));
        winnow.setUsageHelpAutoWidth(true);
        winnow.setDefaultValueProvider(new EnvironmentDefaults(environment));
        Conversions.register(winnow);
        winnow.setParameterExceptionHandler(USAGE);
        winnow.setExecutionExceptionHandler(SENTENCE);
        winnow.setCaseInsensitiveEnumValuesAllowed(true);
        return winnow;
    }

    /** A wrong option is one sentence and where to read more, not a page of help. */
    private static final IParameterExceptionHandler USAGE = (e, args) -> {
        CommandLine command = e.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        say(command.getErr(), e.getMessage() + "; '" + name + " --help' lists what there is");
        return ExitCode.USAGE.number();
    };

    private static final IExecutionExceptionHandler SENTENCE = (e, command, parsed) -> {
        StopException stop =
                e instanceof StopException known ? known : KafkaRefusal.of(e).orElse(null);
        if (stop != null) {
            say(command.getErr(), stop.getMessage());
            return stop.exitCode().number();
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
