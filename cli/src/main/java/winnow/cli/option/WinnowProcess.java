package winnow.cli.option;

import java.util.List;
import winnow.local.JavaCommand;

/** A winnow command as a process of its own. */
public final class WinnowProcess {
    private static final String MAIN = "winnow.cli.Winnow";

    private WinnowProcess() {}

    public static JavaCommand command(int heapMegabytes, List<String> arguments) {
        return JavaCommand.of(heapMegabytes, MAIN, arguments.toArray(String[]::new));
    }
}
