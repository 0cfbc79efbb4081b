package winnow.cli.option;

import java.util.List;
import picocli.CommandLine.Option;

/** How far a job's sender may be ahead of its receiver. */
public final class WindowOption {
    @Option(
            names = "--window",
            paramLabel = "SIZE",
            defaultValue = "2GiB",
            description =
                    "rows that may be under way at a time, as 512MiB or 2GiB: so much room, and as much again for their"
                            + " results, is needed on the broker's disk (default: ${DEFAULT-VALUE})")
    private ByteSize window;

    public long bytes() {
        return window.bytes();
    }

    /** The arguments that give a sender the same. */
    public List<String> arguments() {
        return List.of("--window", Long.toString(window.bytes()));
    }
}
