package winnow.aws;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;

/** The program behind {@code TARGET=aws}: {@code plan}. */
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
        switch (String.join(" ", arguments)) {
            case "plan" -> plan();
            default -> throw ExitCode.USAGE.because("aws plan");
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
