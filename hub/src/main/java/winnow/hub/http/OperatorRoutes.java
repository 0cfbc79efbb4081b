package winnow.hub.http;

import static winnow.hub.http.Access.PUBLIC;
import static winnow.hub.http.Access.READ;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import winnow.hub.view.JobLine;
import winnow.hub.view.MemberView;
import winnow.hub.view.Views;

/** What monitoring and supervisors ask for. */
final class OperatorRoutes {
    private final Views views;
    private final EventStreams streams;
    private final BooleanSupplier current;

    /** As Prometheus' HTTP service discovery has it. */
    record Target(List<String> targets, Map<String, String> labels) {}

    /** @param current whether what the views say is of now */
    OperatorRoutes(Views views, EventStreams streams, BooleanSupplier current) {
        this.views = views;
        this.streams = streams;
        this.current = current;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/sd", READ, ctx -> Answers.json(ctx, targets())),
                Route.get("/metrics", READ, this::metrics),
                Route.get("/livez", PUBLIC, ctx -> ctx.result("the hub is alive\n")),
                Route.get("/readyz", PUBLIC, this::ready));
    }

    /** Lost ones too: that they do not answer is what Prometheus is to see. */
    private List<Target> targets() {
        return views.cluster().members().stream()
                .filter(member -> member.address() != null)
                .map(member -> new Target(
                        List.of(Objects.requireNonNull(member.address())),
                        new TreeMap<>(Map.of(
                                "role", member.role().name().toLowerCase(Locale.ROOT), "instance", member.name()))))
                .toList();
    }

    private void ready(Context ctx) {
        boolean ready = current.getAsBoolean();
        ctx.status(ready ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
        ctx.result(
                ready
                        ? "the hub follows the cluster\n"
                        : "the hub has had no answer from Kafka for 10 s: 'winnow status' shows whether the broker is up\n");
    }

    private void metrics(Context ctx) {
        StringBuilder text = new StringBuilder();
        Map<String, Long> jobs = views.jobs().stream()
                .map(JobLine::state)
                .collect(Collectors.groupingBy(
                        state -> "state=\"" + state.name().toLowerCase(Locale.ROOT) + '"',
                        TreeMap::new,
                        Collectors.counting()));
        Map<String, Long> members = views.cluster().members().stream()
                .collect(Collectors.groupingBy(OperatorRoutes::labels, TreeMap::new, Collectors.counting()));
        family(text, "winnow_hub_jobs", "Jobs by state.", jobs);
        family(text, "winnow_hub_members", "Members by role and state.", members);
        family(text, "winnow_hub_event_streams", "Open streams of events.", Map.of("", (long) streams.open()));
        ctx.result(text.toString());
        ctx.contentType("text/plain; version=0.0.4; charset=utf-8");
    }

    private static String labels(MemberView member) {
        return "role=\"" + member.role().name().toLowerCase(Locale.ROOT) + "\",state=\"" + member.state() + '"';
    }

    private static void family(StringBuilder text, String name, String help, Map<String, Long> values) {
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE ").append(name).append(" gauge\n");
        values.forEach((labels, value) -> text.append(name)
                .append(labels.isEmpty() ? "" : '{' + labels + '}')
                .append(' ')
                .append(value)
                .append('\n'));
    }
}
