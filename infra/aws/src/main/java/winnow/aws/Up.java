package winnow.aws;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import winnow.protocol.ExitCode;

/** Makes the machines, or as many more or fewer as are wanted, and writes down how they are reached. */
final class Up {
    private final Workplace workplace;
    private final Request request;
    private final Stacks stacks;
    private final Commands commands;
    private final PrintStream out;

    Up(Workplace workplace, Request request, Stacks stacks, Commands commands, PrintStream out) {
        this.workplace = workplace;
        this.request = request;
        this.stacks = stacks;
        this.commands = commands;
        this.out = out;
    }

    void run() throws IOException {
        Node.require();
        Cluster cluster = workplace.cluster();
        List<String> oncall = workplace.oncall();
        Optional<StackState> before = stacks.find(cluster);
        if (before.filter(StackState::busy).isPresent()) {
            throw ExitCode.FAILED.because("the stack " + cluster.name() + " is "
                    + before.get().status() + ": wait until CloudFormation has done, and run this again");
        }
        Optional<StackState> there = before.filter(StackState::hasMachines);
        KeyFile key = new KeyFile(workplace.key(), commands);
        Access access = new Access(Caller.address(request.address()), Hub.PORT, key.publicHalf(there.isPresent()));
        Wanted wanted = wanted(
                cluster,
                there,
                access,
                oncall,
                request.size().orElse(there.map(StackState::size).orElse(1)));
        there.ifPresent(stack -> requireSame(stack.outputs().getOrDefault(Outputs.KEPT, ""), wanted.kept()));

        Synthesis.into(workplace.assembly(), wanted);
        new Cdk(workplace.given(), commands).deploy(workplace.assembly(), Images.parameters(wanted.images()));

        StackState stack = stacks.find(cluster)
                .orElseThrow(() -> ExitCode.FAILED.because("the stack " + cluster.name()
                        + " is gone just after it was deployed: see its events in the console"));
        List<Host> hosts = hosts(wanted.layout(), stack);
        write(wanted.layout(), hosts, key.path());
        new Reach(cluster.image().user(), key.path(), workplace.knownHosts(), commands).await(hosts);
        out.println(hosts.size() + " machines are there: " + workplace.inventory());
    }

    static Wanted wanted(Cluster cluster, Optional<StackState> there, Access access, List<String> oncall, int size) {
        return new Wanted(
                there.map(stack -> new Layout(cluster, size, stack.brokers()))
                        .orElseGet(() -> Layout.fresh(cluster, size)),
                there.map(StackState::images).orElse(Map.of()),
                access,
                oncall);
    }

    /** @throws winnow.protocol.StopException USAGE if machines that are there would be replaced */
    static void requireSame(String before, String now) {
        Set<String> lost = new TreeSet<>(Arrays.asList(before.split(" ", -1)));
        Set<String> made = new TreeSet<>(Arrays.asList(now.split(" ", -1)));
        if (lost.equals(made)) {
            return;
        }
        Set<String> both = new TreeSet<>(lost);
        both.retainAll(made);
        lost.removeAll(both);
        made.removeAll(both);
        throw ExitCode.USAGE.because("the machines were made with " + String.join(" ", lost) + ", and now it would be "
                + String.join(" ", made) + ": new machines with empty disks would take their place; put it back, or"
                + " 'make down TARGET=aws' first");
    }

    static List<Host> hosts(Layout layout, StackState stack) {
        return layout.machines().stream()
                .map(machine -> Host.of(machine, stack))
                .toList();
    }

    private void write(Layout layout, List<Host> hosts, Path key) throws IOException {
        Files.createDirectories(workplace.inventory().getParent());
        Files.writeString(
                workplace.inventory(),
                Inventory.text(
                        layout,
                        hosts,
                        key.toAbsolutePath(),
                        workplace.knownHosts().toAbsolutePath()));
        Files.writeString(workplace.urls(), Urls.text(layout.cluster(), hosts, ".winnow/hosts/aws/ssh"));
    }
}
