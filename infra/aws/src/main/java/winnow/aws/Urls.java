package winnow.aws;

import java.util.List;

/** What {@code urls.txt} says: where to look. Pure. */
final class Urls {
    private Urls() {}

    /** @param tunnel the command that brings the hub's port to this machine */
    static String text(Cluster cluster, List<Host> hosts, String tunnel) {
        Host metrics = hosts.stream()
                .filter(host -> host.machine().role() == Role.METRICS)
                .findFirst()
                .orElseThrow();
        return """
                hub         http://127.0.0.1:%1$d  on this machine, while this runs: %2$s -N -L %1$d:127.0.0.1:%1$d
                cloudwatch  https://%3$s.console.aws.amazon.com/cloudwatch/home?region=%3$s#dashboards/dashboard/%4$s
                metrics     %5$s
                """.formatted(Hub.PORT, tunnel, cluster.region(), cluster.name(), metrics.outside());
    }
}
