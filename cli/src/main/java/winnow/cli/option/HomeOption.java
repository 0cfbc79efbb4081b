package winnow.cli.option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import winnow.local.ClusterView;
import winnow.local.LocalCluster;
import winnow.local.StandbyPool;
import winnow.local.StandbyServer;
import winnow.protocol.ExitCode;
import winnow.protocol.job.JobId;

/** Where this machine's cluster keeps what it must not forget, and where the jobs' folders are. */
public final class HomeOption {
    /** Chunks in flight for every partition, and what the model needs. */
    private static final int INSTANCE_HEAP_MEGABYTES = 512;
    /** Uploads go to the disk as they come. */
    private static final int HUB_HEAP_MEGABYTES = 128;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "folder of this machine's cluster and its jobs (default: .winnow beside bin/)")
    private @Nullable Path home;

    private Path path() {
        Path chosen = home == null ? Path.of(System.getProperty("winnow.root", "."), ".winnow") : home;
        return chosen.toAbsolutePath().normalize();
    }

    /** The folder in which each job has one of its own. */
    public Path jobs() {
        return path().resolve("jobs");
    }

    public Path job(JobId job) {
        return jobs().resolve(job.text());
    }

    public LocalCluster cluster() {
        return cluster(List.of());
    }

    /** @param arguments handed on to the hub and to each instance that is started */
    public LocalCluster cluster(List<String> arguments) {
        return new LocalCluster(
                path(),
                (name, bootstrap) -> instance(name, bootstrap, arguments),
                (port, bootstrap) -> hub(port, bootstrap, arguments));
    }

    /** Processes that can be a sender or a receiver at once. */
    public StandbyPool standby() {
        List<String> arguments = new ArrayList<>(List.of("standby"));
        arguments.addAll(arguments());
        return new StandbyPool(path(), WinnowProcess.ofJob(0, arguments));
    }

    /** One of them; see {@link StandbyServer}. */
    public StandbyServer standbyServer(ToIntFunction<List<String>> programs) {
        return new StandbyServer(path(), programs);
    }

    private List<String> instance(String name, String bootstrap, List<String> arguments) {
        List<String> all = new ArrayList<>(List.of("instance", "--name", name, "--bootstrap", bootstrap));
        all.addAll(List.of("--state-dir", path().resolve("state").resolve(name).toString()));
        // whoever runs jobs here could start the program himself
        all.add("--allow-exec");
        all.addAll(arguments);
        return WinnowProcess.command(INSTANCE_HEAP_MEGABYTES, all).line();
    }

    private List<String> hub(int port, String bootstrap, List<String> arguments) {
        List<String> all = new ArrayList<>(List.of("hub", "--bind", "127.0.0.1:" + port));
        all.addAll(List.of("--bootstrap", bootstrap, "--home", path().toString()));
        all.addAll(arguments);
        return WinnowProcess.command(HUB_HEAP_MEGABYTES, all).forOneThread().line();
    }

    /** The option that gives another winnow command this home. */
    public List<String> arguments() {
        return List.of("--home", path().toString());
    }

    /** @throws winnow.protocol.StopException with what to do, if no cluster runs or too few of its brokers are left */
    public ClusterView runningCluster() {
        ClusterView view = cluster()
                .view()
                .filter(ClusterView::up)
                .orElseThrow(
                        () -> ExitCode.FAILED.because(
                                "no cluster is running: start one with"
                                        + " 'make up CLUSTER_SIZE=2' or 'winnow up --cluster-size 2', or name a broker with --bootstrap"));
        if (!view.brokersSuffice()) {
            throw ExitCode.FAILED.because(
                    view.brokersAlive() + " of " + view.brokers().size()
                            + " brokers alive, too few to answer: 'make up' or 'winnow up' starts again what has died ("
                            + String.join(", ", view.dead()) + ")");
        }
        return view;
    }
}
