package winnow.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import winnow.cli.doctor.ClusterChecks;
import winnow.cli.doctor.Finding;
import winnow.cli.doctor.MachineChecks;
import winnow.cli.option.HomeOption;
import winnow.cli.option.KafkaOptions;
import winnow.cli.option.WindowOption;
import winnow.local.ClusterView;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;

/** {@code winnow doctor}: what may be wrong, and what mends it. */
@Command(
        description = {
            "Looks at this machine, and from it at the cluster: Java, secrets, disks, ports, names, whether every address that"
                    + " brokers and members announce can be reached from here, and clocks.",
            "A line for each: 'ok', or 'mend' and what to do. Exit code 1 if anything is to be mended. Run it on each machine."
        })
final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private final WindowOption window = new WindowOption();

    @Mixin
    private final HomeOption home = new HomeOption();

    @Mixin
    private final KafkaOptions kafka = new KafkaOptions();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        AtomicInteger toMend = new AtomicInteger();
        Consumer<Finding> findings = finding -> {
            out.println(finding.line());
            out.flush();
            if (!finding.well()) {
                toMend.incrementAndGet();
            }
        };
        MachineChecks machine = new MachineChecks(findings);
        machine.java();
        machine.ownName();
        machine.disk(home.jobs(), window.bytes());
        try {
            machine.secrets(kafka.secretFiles());
            if (kafka.namesBroker() || clusterIsUp(findings)) {
                new ClusterChecks(kafka.settings(home), window.bytes(), findings).run();
            }
        } catch (StopException e) {
            findings.accept(new Finding("kafka", false, e.getMessage()));
        }
        return toMend.get() == 0 ? ExitCode.DONE.number() : ExitCode.FAILED.number();
    }

    /** Of this machine; where none is up, whether one could be. */
    private boolean clusterIsUp(Consumer<Finding> findings) {
        for (String taken : home.cluster().takenPorts()) {
            findings.accept(new Finding("ports", false, taken));
        }
        Optional<ClusterView> view = home.cluster().view().filter(ClusterView::up);
        if (view.isEmpty()) {
            findings.accept(new Finding("cluster", true, "none runs on this machine: 'make up' starts one"));
            return false;
        }
        if (!view.get().dead().isEmpty()) {
            findings.accept(new Finding(
                    "cluster",
                    false,
                    String.join(", ", view.get().dead()) + " died: 'make up' starts what has died again"));
        }
        return view.get().brokersSuffice();
    }
}
