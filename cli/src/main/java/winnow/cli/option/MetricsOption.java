package winnow.cli.option;

import picocli.CommandLine.Option;
import winnow.metrics.BindAddress;
import winnow.metrics.ProgramMetrics;
import winnow.protocol.member.Role;

/** Where a program tells of itself over HTTP. */
public final class MetricsOption {
    @Option(
            names = "--metrics-bind",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:0",
            description =
                    "where /metrics, /status, /livez and /readyz are served; port 0 is any free one, which the program"
                            + " announces (default: ${DEFAULT-VALUE})")
    private BindAddress bind;

    /** @param name of the member */
    public ProgramMetrics start(String name, Role role) {
        return ProgramMetrics.start(name, role, bind);
    }
}
