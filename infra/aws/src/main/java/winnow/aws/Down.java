package winnow.aws;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Has CloudFormation take the machines away, and says what they have cost. The key stays, for the next ones. */
final class Down {
    private final Workplace workplace;
    private final Stacks stacks;
    private final Commands commands;
    private final Clock clock;
    private final PrintStream out;

    Down(Workplace workplace, Stacks stacks, Commands commands, Clock clock, PrintStream out) {
        this.workplace = workplace;
        this.stacks = stacks;
        this.commands = commands;
        this.clock = clock;
        this.out = out;
    }

    void run() throws IOException {
        Node.require();
        Cluster cluster = workplace.cluster();
        Optional<StackState> stack = stacks.find(cluster);
        if (stack.isEmpty()) {
            forget();
            out.println("there is no stack " + cluster.name() + " in " + cluster.region() + ": nothing to take away");
            return;
        }
        // the cdk command wants a template even to delete what is made of it: of that only the stack's name and region
        // count
        Synthesis.into(
                workplace.assembly(), new Wanted(Layout.fresh(cluster, 1), Map.of(), Access.nobodys(), List.of()));
        new Cdk(workplace.given(), commands).destroy(workplace.assembly());
        forget();
        out.println(bill(cluster, stack.get()));
    }

    private String bill(Cluster cluster, StackState stack) {
        if (!stack.hasMachines()) {
            return "the stack " + cluster.name() + " is gone; it had no machines";
        }
        Layout layout = new Layout(cluster, stack.size(), stack.brokers());
        return "the stack " + cluster.name() + " is gone after "
                + Bill.of(layout, Prices.read()).after(Duration.between(stack.created(), clock.instant()))
                + ", and as if it had " + layout.machines().size() + " machines all the time";
    }

    private void forget() throws IOException {
        Files.deleteIfExists(workplace.inventory());
        Files.deleteIfExists(workplace.knownHosts());
        Files.deleteIfExists(workplace.urls());
        remove(workplace.playbookState());
    }

    /** Children first. */
    private static void remove(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
