package winnow.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import winnow.protocol.StopException;

/**
 * A cluster of this machine's processes: brokers, instances and hub. They run on when {@code up} has returned; what is
 * needed to find them again is in one folder.
 */
public final class LocalCluster {
    private final ClusterFolder folder;
    private final InstanceCommand instances;
    private final HubCommand hub;

    /** @param home the cluster's folder, made when it is needed */
    public LocalCluster(Path home, InstanceCommand instances, HubCommand hub) {
        this.folder = new ClusterFolder(home);
        this.instances = instances;
        this.hub = hub;
    }

    /**
     * Starts what is wanted and not there, stops what is there and not wanted, and returns when all of it is ready to
     * take a job. What was started stays, also when this fails: to run it again goes on from there.
     *
     * @param talk told of each step, one line
     * @throws winnow.protocol.StopException USAGE for ports that cannot be, FAILED if a process ends at its start,
     *     NOT_READY after the request's timeout
     */
    public ClusterView up(UpRequest request, Consumer<String> talk) {
        return folder.alone(() -> {
            ClusterProcesses processes =
                    new ClusterProcesses(folder, folder.read().orElse(ClusterState.FIRST), talk);
            processes.want(request);
            processes.startBrokers();
            try (Startup startup = new Startup(folder, processes.state(), request.timeout(), name -> {
                if (processes.hasStarted(name)) {
                    talk.accept(name + " is ready");
                }
            })) {
                // one broker and its instances come up side by side, as an instance tries until it answers. The first
                // of
                // several answers, too, but cannot make a topic with its replicas before the others are there
                if (processes.state().layout().count() > 1) {
                    startup.await(processes.state().brokerProcesses());
                }
                processes.startInstances(instances);
                processes.stopSurplus();
                if (request.hub()) {
                    processes.startHub(hub);
                } else {
                    processes.stopHub();
                }
                startup.await(processes.state().processes());
            }
            processes.writeUrls(request.urlsFile());
            return ClusterView.of(processes.state(), folder);
        });
    }

    /**
     * Stops the hub, the instances, then the brokers, and returns when they are gone. Its data, ports and size stay for the next
     * {@code up}.
     */
    public void down(Consumer<String> talk) {
        StandbyFolder.in(folder.home()).stopFree();
        if (folder.read().isEmpty()) {
            talk.accept("nothing is running");
            return;
        }
        folder.alone(() -> {
            ClusterProcesses processes =
                    new ClusterProcesses(folder, folder.read().orElse(ClusterState.FIRST), talk);
            if (!processes.state().anyAlive()) {
                talk.accept("nothing is running");
            }
            processes.stopAll();
            processes.removeUrls();
            return processes.state();
        });
    }

    /** What would keep {@link #up} from starting what is not there: ports that others have. A sentence for each. */
    public List<String> takenPorts() {
        ClusterState state = folder.read().orElse(ClusterState.FIRST);
        BrokerLayout layout = state.layout();
        List<String> taken = new ArrayList<>();
        for (BrokerNode node : layout.nodes()) {
            if (!state.brokerAlive(node.number())) {
                taken.addAll(trouble(() -> Port.BROKER.requireFree(node.brokerPort(), layout.brokerPort())));
                taken.addAll(
                        trouble(() -> Port.CONTROLLER.requireFree(node.controllerPort(), layout.controllerPort())));
            }
        }
        if (!state.hubAlive()) {
            taken.addAll(trouble(() -> Port.HUB.requireFree(state.hubPort(), state.hubPort())));
        }
        return taken;
    }

    private static List<String> trouble(Runnable check) {
        try {
            check.run();
            return List.of();
        } catch (StopException e) {
            return List.of(e.getMessage());
        }
    }

    /** What is recorded and what of it is alive; empty before the first {@link #up}. Any thread, also during an up. */
    public Optional<ClusterView> view() {
        return folder.read().map(state -> ClusterView.of(state, folder));
    }
}
