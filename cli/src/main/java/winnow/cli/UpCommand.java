package winnow.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import winnow.cli.access.KafkaRole;
import winnow.cli.option.ClientSettingOption;
import winnow.cli.option.HomeOption;
import winnow.cli.option.KafkaConfigOption;
import winnow.local.ClusterView;
import winnow.local.StandbyPool;
import winnow.local.UpRequest;
import winnow.protocol.ExitCode;

/** {@code winnow up}: this machine's cluster. */
@Command(
        description = {
            "Starts brokers, instances and the hub on this machine, and returns when all are ready.",
            "Run again it starts what has died, grows or shrinks the cluster to another size, or changes nothing."
        })
final class UpCommand implements Callable<Integer> {
    private static final Path URLS = Path.of("urls.txt");

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--cluster-size",
            paramLabel = "N",
            description = "number of instances (default: as last time, at first 1)")
    private @Nullable Integer clusterSize;

    @Option(
            names = "--brokers",
            paramLabel = "N",
            description = {
                "number of brokers: 1, or 3, so that any one of them may die (default: as last time, at first 1)",
                "cannot change while there is data of another number"
            })
    private @Nullable Integer brokers;

    @Option(
            names = "--broker-port",
            paramLabel = "PORT",
            description =
                    "the broker's port; further brokers take each second one above (default: as last time, at first 9092)")
    private @Nullable Integer brokerPort;

    @Option(
            names = "--controller-port",
            paramLabel = "PORT",
            description = "the port of the broker's controller (default: as last time, at first 9093)")
    private @Nullable Integer controllerPort;

    @Option(
            names = "--hub-port",
            paramLabel = "PORT",
            description =
                    "the port of the hub's page and API, for this machine only (default: as last time, at first 4000)")
    private @Nullable Integer hubPort;

    @Option(names = "--no-hub", description = "no hub: neither page nor API")
    private boolean noHub;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "how long it may take until all are ready (default: ${DEFAULT-VALUE})")
    private long timeoutSeconds;

    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final KafkaConfigOption config = new KafkaConfigOption();

    @Mixin
    private final ClientSettingOption clientSettings = new ClientSettingOption();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        UpRequest request = new UpRequest(
                optional(clusterSize),
                optional(brokers),
                optional(brokerPort),
                optional(controllerPort),
                !noHub,
                optional(hubPort),
                Duration.ofSeconds(timeoutSeconds),
                URLS);
        config.requirePlain(KafkaRole.INSTANCE);
        config.requirePlain(KafkaRole.HUB);
        List<String> arguments = new ArrayList<>(config.arguments());
        arguments.addAll(clientSettings.arguments());
        ClusterView cluster = home.cluster(arguments).up(request, line -> {
            err.println(line);
            err.flush();
        });
        out.print(cluster.urls());
        out.println("ready: " + cluster.size() + (cluster.size() == 1 ? " instance" : " instances")
                + "; these addresses are in " + URLS);
        out.flush();
        home.standby().keep(StandbyPool.FOR_A_JOB);
        return ExitCode.DONE.number();
    }

    private static OptionalInt optional(@Nullable Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
