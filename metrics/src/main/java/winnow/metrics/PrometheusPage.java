package winnow.metrics;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Our own meters and those of Kafka's clients. The registry is made, and the clients' meters are bound, when somebody
 * looks for the first time: a program that nobody watches pays nothing. Any thread.
 */
final class PrometheusPage implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(PrometheusPage.class);

    /** Clients get new meters as partitions come and go. */
    private static final Duration LOOK_FOR_NEW = Duration.ofSeconds(5);

    private final MultiCollector winnow;
    private final Set<Binding<?>> bindings = new LinkedHashSet<>();
    private @Nullable PrometheusMeterRegistry registry;

    PrometheusPage(MultiCollector winnow) {
        this.winnow = winnow;
    }

    synchronized String scrape() {
        PrometheusMeterRegistry all = registry;
        if (all == null) {
            PrometheusRegistry prometheus = new PrometheusRegistry();
            prometheus.register(winnow);
            all = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, prometheus, Clock.SYSTEM);
            all.config().meterFilter(MeterFilter.deny(PrometheusPage::isToldTwice));
            registry = all;
        }
        for (Binding<?> binding : bindings) {
            binding.bind(all);
        }
        return all.scrape();
    }

    /** Kafka's consumers tell what they know of a topic under its name, and again with underscores for its dots. */
    private static boolean isToldTwice(Meter.Id meter) {
        String topic = meter.getTag("topic");
        return topic != null && topic.startsWith("winnow_");
    }

    synchronized <B extends MeterBinder & AutoCloseable> ProgramMetrics.Bound bind(
            ProgramMetrics.KafkaMeters<B> meters, String... tags) {
        Binding<B> binding = new Binding<>(meters, Tags.of(tags));
        bindings.add(binding);
        return () -> remove(binding);
    }

    private synchronized void remove(Binding<?> binding) {
        if (bindings.remove(binding)) {
            binding.close();
        }
    }

    @Override
    public synchronized void close() {
        bindings.forEach(Binding::close);
        bindings.clear();
        if (registry != null) {
            registry.close();
        }
    }

    /** The meters of one client, bound or not yet. */
    private static final class Binding<B extends MeterBinder & AutoCloseable> {
        private final ProgramMetrics.KafkaMeters<B> meters;
        private final Iterable<Tag> tags;
        private @Nullable B bound;
        private @Nullable ScheduledExecutorService scheduler;

        Binding(ProgramMetrics.KafkaMeters<B> meters, Iterable<Tag> tags) {
            this.meters = meters;
            this.tags = tags;
        }

        void bind(PrometheusMeterRegistry registry) {
            if (bound == null) {
                scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
                    Thread thread = new Thread(task, "kafka-meters");
                    thread.setDaemon(true);
                    return thread;
                });
                bound = meters.make(tags, scheduler, LOOK_FOR_NEW);
                bound.bindTo(registry);
            }
        }

        void close() {
            if (scheduler != null) {
                scheduler.shutdownNow();
            }
            if (bound != null) {
                try {
                    bound.close();
                } catch (Exception e) {
                    log.debug("meters of a client were not removed", e);
                }
            }
        }
    }
}
