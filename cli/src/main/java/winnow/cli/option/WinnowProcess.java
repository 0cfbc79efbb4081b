package winnow.cli.option;

import java.util.List;
import winnow.local.JavaCommand;

/** A winnow command as a process of its own. */
public final class WinnowProcess {
    private static final String MAIN = "winnow.cli.Winnow";
    /** Enough for a sender or a receiver with frames of the usual size. */
    private static final int JOB_HEAP_MEGABYTES = 128;

    private WinnowProcess() {}

    public static JavaCommand command(int heapMegabytes, List<String> arguments) {
        return JavaCommand.of(heapMegabytes, MAIN, arguments.toArray(String[]::new));
    }

    /**
     * A sender, a receiver, or what can be either.
     *
     * @param extraHeapMegabytes for frames that are larger than usual
     */
    public static JavaCommand ofJob(int extraHeapMegabytes, List<String> arguments) {
        return command(JOB_HEAP_MEGABYTES + extraHeapMegabytes, arguments).forOneThread();
    }
}
