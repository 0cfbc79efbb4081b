package winnow.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import winnow.classifier.Instance;
import winnow.classifier.jobs.InstanceConfig;
import winnow.classifier.topology.JobTopology;
import winnow.cli.access.KafkaRole;
import winnow.cli.option.HomeOption;
import winnow.cli.option.KafkaOptions;
import winnow.cli.option.MetricsOption;
import winnow.metrics.ProgramMetrics;
import winnow.protocol.ExitCode;
import winnow.protocol.member.Role;

/** {@code winnow instance}: the classifier program. */
@Command(
        description =
                "Runs one classifier instance until it is stopped: it helps with every job. 'winnow up' starts these.")
final class InstanceCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--name",
            description = "the instance's name, unique in the cluster (default: made of host and process number)")
    private @Nullable String name;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "stream threads for each job (default: one for each processor)")
    private @Nullable Integer threads;

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            description = "a folder of this instance alone (default: one in the temporary folder)")
    private @Nullable Path stateFolder;

    @Option(
            names = "--allow-exec",
            description =
                    "lets jobs bring programs that run here (exec:...), with this instance's rights (default: no)")
    private boolean allowExec;

    @Option(names = "--describe", description = "prints the topology of a job and ends")
    private boolean describe;

    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions(KafkaRole.INSTANCE);

    @Mixin
    private final MetricsOption metrics = new MetricsOption();

    @Override
    public Integer call() {
        if (describe) {
            spec.commandLine().getOut().print(JobTopology.describe());
            spec.commandLine().getOut().flush();
            return ExitCode.DONE.number();
        }
        InstanceConfig config = config();
        try (ProgramMetrics figures = metrics.start(config.name(), Role.INSTANCE)) {
            Instance instance = new Instance(config, figures);
            try (Termination termination = Termination.stops(instance::stop)) {
                instance.run();
            }
        }
        return ExitCode.DONE.number();
    }

    private InstanceConfig config() {
        String chosen =
                name == null ? hostName() + "-" + ProcessHandle.current().pid() : name;
        return new InstanceConfig(
                kafka.settings(home),
                chosen,
                threads == null ? Runtime.getRuntime().availableProcessors() : threads,
                stateFolder == null ? Path.of(System.getProperty("java.io.tmpdir"), "winnow-" + chosen) : stateFolder,
                allowExec);
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
