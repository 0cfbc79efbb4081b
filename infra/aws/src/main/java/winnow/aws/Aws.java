package winnow.aws;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;

/** The program behind {@code TARGET=aws}: {@code plan}, {@code up}, {@code down}. */
public final class Aws {
    private final Workplace workplace;
    private final Request request;
    private final PrintStream out;

    Aws(Workplace workplace, Request request, PrintStream out) {
        this.workplace = workplace;
        this.request = request;
        this.out = out;
    }

    public static void main(String[] arguments) throws IOException {
        try {
            Workplace workplace = Workplace.of(Path.of(System.getProperty("winnow.root", ".")), System.getenv());
            new Aws(workplace, Request.of(System.getenv()), System.out).run(List.of(arguments));
        } catch (StopException e) {
            System.err.println("winnow: " + e.getMessage());
            System.exit(e.exitCode().number());
        }
    }

    void run(List<String> arguments) throws IOException {
        Commands commands = new Terminal(workplace.root(), Cdk.QUIET);
        switch (String.join(" ", arguments)) {
            case "plan" -> plan();
            case "up" -> new Up(workplace, request, new Stacks(), commands, out).run();
            case "down" -> new Down(workplace, new Stacks(), commands, Clock.systemUTC(), out).run();
            default -> throw ExitCode.USAGE.because("infra/aws/aws knows plan, up and down");
        }
    }

    /** Says what would be made, and asks nobody. */
    private void plan() throws IOException {
        Wanted wanted = new Wanted(
                Layout.fresh(workplace.cluster(), request.size().orElse(1)),
                Map.of(),
                Access.nobodys(),
                workplace.oncall());
        Path template = Synthesis.into(workplace.plan(), wanted);
        out.println(Plan.text(wanted, Template.read(template).counts(), Prices.read()));
    }
}
