package winnow.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import winnow.cli.access.KafkaRole;
import winnow.cli.access.SecretFile;
import winnow.cli.hub.LocalDesk;
import winnow.cli.option.HomeOption;
import winnow.cli.option.KafkaOptions;
import winnow.hub.Hub;
import winnow.hub.HubConfig;
import winnow.protocol.ExitCode;
import winnow.protocol.kafka.ClientSettings;

/** {@code winnow hub}: the page and the API. */
@Command(
        description =
                "Runs the hub until it is stopped: a page that shows jobs live, and an HTTP API. 'winnow up' starts it.")
final class HubCommand implements Callable<Integer> {
    @Option(
            names = "--bind",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:4000",
            description =
                    "where it listens (default: ${DEFAULT-VALUE}); on another than this machine's own addresses only"
                            + " with --token-file")
    private String bind;

    @Option(
            names = "--inputs",
            paramLabel = "DIR",
            split = ":",
            description =
                    "a folder below which jobs of the API may read files; several times, or several with ':' between"
                            + " them (default: none, rows are sent with the request)")
    private List<Path> inputs = new ArrayList<>();

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "a file of mode 0600 that says who may do what: lines of 'read TOKEN' and 'submit TOKEN'")
    private @Nullable Path tokenFile;

    @Option(
            names = "--max-running",
            paramLabel = "N",
            description = "jobs of the API that run at once; others wait for their turn (default: 2)")
    private int maxRunning = HubConfig.DEFAULT_MAX_RUNNING;

    @Option(
            names = "--private-callbacks",
            description = "callbacks may go to private, loopback and link-local addresses (default: no)")
    private boolean privateCallbacks;

    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions(KafkaRole.HUB);

    @Override
    public Integer call() throws InterruptedException {
        ClientSettings settings = kafka.settings(home);
        // each job of the API is seen to by a 'winnow resume' of its own
        kafka.requireFilesOf(KafkaRole.OPERATOR, KafkaRole.SENDER, KafkaRole.RECEIVER);
        CountDownLatch stopped = new CountDownLatch(1);
        try (Termination termination = Termination.stops(stopped::countDown);
                Hub hub = Hub.start(config(settings), new LocalDesk(settings, home, kafka.arguments(settings)))) {
            stopped.await();
        }
        return ExitCode.DONE.number();
    }

    private HubConfig config(ClientSettings settings) {
        if (tokenFile != null && Files.exists(tokenFile)) {
            new SecretFile(tokenFile).requireOwnersAlone("holds tokens");
        }
        int colon = bind.lastIndexOf(':');
        if (colon < 1 || !bind.substring(colon + 1).matches("[0-9]{1,5}")) {
            throw ExitCode.USAGE.because("--bind is an address and a port, as in 127.0.0.1:4000, not '" + bind + "'");
        }
        return new HubConfig(
                settings,
                bind.substring(0, colon),
                Integer.parseInt(bind.substring(colon + 1)),
                home.jobs(),
                inputs,
                tokenFile,
                maxRunning,
                privateCallbacks,
                HubConfig.DEFAULT_MOST_STREAMS,
                HubConfig.DEFAULT_MOST_UPLOAD_BYTES);
    }
}
