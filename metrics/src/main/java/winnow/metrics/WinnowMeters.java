package winnow.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import winnow.protocol.job.JobId;
import winnow.protocol.member.Histogram;
import winnow.protocol.member.JobFigures;
import winnow.protocol.member.Member;
import winnow.protocol.member.MemberStatus;
import winnow.protocol.member.ThreadShare;

/** What {@code /status} says, as Prometheus has it: so both say the same. Any thread. */
final class WinnowMeters implements MultiCollector {
    private final Supplier<MemberStatus> status;
    private final BooleanSupplier ready;

    WinnowMeters(Supplier<MemberStatus> status, BooleanSupplier ready) {
        this.status = status;
        this.ready = ready;
    }

    @Override
    public MetricSnapshots collect() {
        MemberStatus now = status.get();
        Points points = new Points();
        List<String> program = program(now.member());
        points.add(Meter.READY, program, ready.getAsBoolean() ? 1 : 0);
        points.add(Meter.HEAP_USED, program, now.heapBytes());
        points.add(Meter.HEAP_MAX, program, now.heapMaxBytes());
        points.add(Meter.PROCESSOR, program, now.processorSeconds());
        now.jobs().forEach((job, figures) -> addJob(points, now.member(), job, figures));
        return points.snapshots();
    }

    private static List<String> program(Member member) {
        return List.of(member.name(), member.role().name().toLowerCase(Locale.ROOT));
    }

    private static void addJob(Points points, Member member, JobId job, JobFigures figures) {
        List<String> labels = plus(List.of(job.text()), program(member).toArray(String[]::new));
        points.add(Meter.ROWS_IN, labels, figures.rowsIn());
        points.add(Meter.BYTES_IN, labels, figures.bytesIn());
        points.add(Meter.ROWS_OUT, labels, figures.rowsOut());
        points.add(Meter.BYTES_OUT, labels, figures.bytesOut());
        points.add(Meter.CHUNKS, labels, figures.chunks());
        figures.rejects().forEach((code, rows) -> points.add(Meter.ROWS_REJECTED, plus(labels, code), rows));
        figures.latency()
                .forEach((stage, histogram) -> points.add(Meter.CHUNK_LATENCY, plus(labels, stage), histogram));
        for (ThreadShare thread : figures.threads()) {
            points.add(Meter.THREAD_SHARE, plus(labels, thread.name(), "process"), thread.process());
            points.add(Meter.THREAD_SHARE, plus(labels, thread.name(), "poll"), thread.poll());
            points.add(Meter.THREAD_SHARE, plus(labels, thread.name(), "commit"), thread.commit());
        }
        points.add(Meter.WAITING, labels, figures.waiting() == null ? 0 : 1);
        points.add(Meter.LAG_CHUNKS, labels, figures.lagChunks());
        switch (member.role()) {
            case SENDER -> points.add(Meter.NEXT_CHUNK, labels, figures.nextChunk());
            case INSTANCE -> {
                addLabels(points, labels, figures);
                points.add(Meter.REBALANCES, labels, figures.rebalances());
                points.add(Meter.THREAD_RESTARTS, labels, figures.restarts());
            }
            case RECEIVER -> {
                points.add(Meter.NEXT_CHUNK, labels, figures.nextChunk());
                points.add(Meter.ROWS_AHEAD, labels, figures.rowsAhead());
                Long free = figures.diskFreeBytes();
                if (free != null) {
                    points.add(Meter.DISK_FREE, labels, free);
                }
            }
        }
    }

    private static void addLabels(Points points, List<String> labels, JobFigures figures) {
        if (figures.labels().isEmpty()) {
            long rejected = figures.rejects().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            points.add(Meter.ROWS_CLASSIFIED, plus(labels, ""), Math.max(0, figures.rowsOut() - rejected));
        } else {
            figures.labels().forEach((label, rows) -> points.add(Meter.ROWS_CLASSIFIED, plus(labels, label), rows));
        }
    }

    private static List<String> plus(List<String> labels, String... more) {
        return Stream.concat(labels.stream(), Stream.of(more)).toList();
    }

    /** Collects the points of each meter. */
    private static final class Points {
        private final Map<Meter, List<CounterDataPointSnapshot>> counters = new EnumMap<>(Meter.class);
        private final Map<Meter, List<GaugeDataPointSnapshot>> gauges = new EnumMap<>(Meter.class);
        private final Map<Meter, List<HistogramDataPointSnapshot>> histograms = new EnumMap<>(Meter.class);

        void add(Meter meter, List<String> labels, long value) {
            add(meter, labels, (double) value);
        }

        void add(Meter meter, List<String> labels, double value) {
            switch (meter.type()) {
                case COUNTER ->
                    at(counters, meter)
                            .add(CounterDataPointSnapshot.builder()
                                    .value(value)
                                    .labels(labels(meter, labels))
                                    .build());
                case GAUGE ->
                    at(gauges, meter)
                            .add(GaugeDataPointSnapshot.builder()
                                    .value(value)
                                    .labels(labels(meter, labels))
                                    .build());
                case HISTOGRAM -> throw new IllegalArgumentException(meter + " is no single value");
            }
        }

        void add(Meter meter, List<String> labels, Histogram histogram) {
            List<Double> bounds = new ArrayList<>(histogram.bounds());
            bounds.add(Double.POSITIVE_INFINITY);
            at(histograms, meter)
                    .add(HistogramDataPointSnapshot.builder()
                            .classicHistogramBuckets(ClassicHistogramBuckets.of(bounds, histogram.counts()))
                            .sum(histogram.sum())
                            .labels(labels(meter, labels))
                            .build());
        }

        private static <T> List<T> at(Map<Meter, List<T>> points, Meter meter) {
            return points.computeIfAbsent(meter, key -> new ArrayList<>());
        }

        private static Labels labels(Meter meter, List<String> values) {
            return Labels.of(meter.labels(), values);
        }

        MetricSnapshots snapshots() {
            List<MetricSnapshot> all = new ArrayList<>();
            counters.forEach((meter, points) -> all.add(new CounterSnapshot(metadata(meter), points)));
            gauges.forEach((meter, points) -> all.add(new GaugeSnapshot(metadata(meter), points)));
            histograms.forEach((meter, points) -> all.add(new HistogramSnapshot(metadata(meter), points)));
            return new MetricSnapshots(all);
        }

        private static MetricMetadata metadata(Meter meter) {
            return new MetricMetadata(meter.id(), meter.help());
        }
    }
}
