package winnow.hub.view;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import winnow.hub.view.JobView.InstanceLatency;
import winnow.hub.view.JobView.Latency;
import winnow.protocol.member.Histogram;
import winnow.protocol.member.Role;

/** How long each step takes a chunk, in all and at each instance. Pure. */
final class Latencies {
    private static final List<String> STAGES = List.of("pipeline", "queue", "parse", "classify", "write");
    private static final List<String> OF_INSTANCES = List.of("queue", "parse", "classify");

    private Latencies() {}

    static Latency of(Collection<Contribution> parts) {
        SortedMap<String, Percentiles> stages = new TreeMap<>();
        for (String stage : STAGES) {
            stages.put(stage, Percentiles.of(histograms(parts.stream(), stage)));
        }
        Comparator<InstanceLatency> slowestFirst = Comparator.comparingDouble(Latencies::classifyMedian);
        return new Latency(
                Histogram.BOUNDS,
                stages,
                parts.stream()
                        .filter(part ->
                                part.role() == Role.INSTANCE && part.figures().isPresent())
                        .map(Latencies::instance)
                        .sorted(slowestFirst.reversed())
                        .toList());
    }

    private static InstanceLatency instance(Contribution part) {
        SortedMap<String, Percentiles> stages = new TreeMap<>();
        for (String stage : OF_INSTANCES) {
            stages.put(stage, Percentiles.of(histograms(Stream.of(part), stage)));
        }
        return new InstanceLatency(part.name(), part.rowsPerSecond(), stages);
    }

    private static Stream<Histogram> histograms(Stream<Contribution> parts, String stage) {
        return parts.flatMap(part -> part.latency(stage).stream());
    }

    private static double classifyMedian(InstanceLatency instance) {
        Percentiles classify = instance.stages().get("classify");
        return classify == null || classify.p50() == null ? 0 : classify.p50();
    }
}
