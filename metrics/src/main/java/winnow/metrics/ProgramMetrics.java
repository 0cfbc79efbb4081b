package winnow.metrics;

import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;
import winnow.protocol.job.JobId;
import winnow.protocol.kafka.Announcer;
import winnow.protocol.kafka.Json;
import winnow.protocol.member.JobFigures;
import winnow.protocol.member.MemberStatus;
import winnow.protocol.member.Progress;
import winnow.protocol.member.Role;

/**
 * The figures of one program, and the HTTP server that tells them. Starting costs the program no time: a thread of its own
 * opens the server, and what takes long is made when somebody looks. Any thread.
 */
public final class ProgramMetrics implements AutoCloseable {
    /** So long the figures of a job stay that the program has ended, for those who look now and then. */
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final String name;
    private final Role role;
    private final Map<JobId, JobMeter> jobs = new ConcurrentHashMap<>();
    /** When they ended, by {@link System#nanoTime}. */
    private final Map<JobId, Long> ended = new ConcurrentHashMap<>();

    private final PrometheusPage prometheus = new PrometheusPage(new WinnowMeters(this::status, this::isReady));
    private final CompletableFuture<MetricsServer> server = new CompletableFuture<>();

    private volatile @Nullable Supplier<Map<JobId, Progress>> progress;
    private volatile @Nullable String address;

    /** How to make the meters of one of Kafka's clients, which need to be told of new ones now and then. */
    @FunctionalInterface
    public interface KafkaMeters<B extends MeterBinder & AutoCloseable> {
        B make(Iterable<Tag> tags, ScheduledExecutorService scheduler, Duration lookForNew);
    }

    /** Meters that are told until this is closed. */
    public interface Bound extends AutoCloseable {
        @Override
        void close();
    }

    private ProgramMetrics(String name, Role role) {
        this.name = name;
        this.role = role;
    }

    /** @param name of the member */
    public static ProgramMetrics start(String name, Role role, BindAddress bind) {
        ProgramMetrics metrics = new ProgramMetrics(name, role);
        Thread opening = new Thread(() -> metrics.open(bind), "metrics-open");
        opening.setDaemon(true);
        opening.start();
        return metrics;
    }

    private void open(BindAddress bind) {
        Map<String, Supplier<MetricsServer.Page>> pages = new LinkedHashMap<>();
        pages.put("/metrics", () -> MetricsServer.Page.ok(PROMETHEUS_TEXT, prometheus.scrape()));
        pages.put("/livez", () -> MetricsServer.Page.plain(200, "ok"));
        pages.put("/readyz", this::readiness);
        pages.put(
                "/status",
                () -> MetricsServer.Page.ok(
                        "application/json", new String(Json.write(status()), StandardCharsets.UTF_8)));
        try {
            MetricsServer opened = MetricsServer.start(bind, pages);
            address = opened.address();
            if (!server.complete(opened)) {
                opened.close(); // the program has ended already
            }
        } catch (IOException | UnresolvedAddressException e) {
            server.completeExceptionally(ExitCode.USAGE.because(
                    "--metrics-bind: cannot listen on " + bind + " (" + e.getMessage()
                            + "): choose an address of this machine and a free port, or port 0 for any",
                    e));
        } catch (RuntimeException | Error e) {
            server.completeExceptionally(e);
        }
    }

    /**
     * Where the server is, {@code host:port}.
     *
     * @throws StopException with USAGE if it cannot be there
     */
    public String address() {
        try {
            return server.join().address();
        } catch (CompletionException e) {
            if (e.getCause() instanceof StopException stop) {
                throw stop;
            }
            throw e;
        }
    }

    /** The figures of a job that the program works on from now on, or again. */
    public JobMeter job(JobId job) {
        ended.remove(job);
        return jobs.computeIfAbsent(job, key -> new JobMeter());
    }

    /** The program no longer works on it. */
    public void ended(JobId job) {
        JobMeter meter = jobs.get(job);
        if (meter != null) {
            meter.rest();
            ended.put(job, System.nanoTime());
        }
    }

    /** The program is announced, and says this of its jobs. */
    public void ready(Supplier<Map<JobId, Progress>> saying) {
        progress = saying;
    }

    /** It is not, as at the start. */
    public void notReady() {
        progress = null;
    }

    private boolean isReady() {
        return progress != null;
    }

    private MetricsServer.Page readiness() {
        return isReady()
                ? MetricsServer.Page.plain(200, "ok")
                : MetricsServer.Page.plain(
                        503, name + " is not ready: it waits for Kafka, or has not read all that it has to know yet");
    }

    /**
     * Tells the meters of a Kafka client too, until this is closed.
     *
     * @param job the client works for
     */
    public <B extends MeterBinder & AutoCloseable> Bound bind(JobId job, KafkaMeters<B> meters) {
        return prometheus.bind(meters, "job", job.text(), "instance", name);
    }

    MemberStatus status() {
        forgetEnded();
        Supplier<Map<JobId, Progress>> saying = progress;
        Runtime runtime = Runtime.getRuntime();
        SortedMap<JobId, JobFigures> figures = new TreeMap<>();
        jobs.forEach((job, meter) -> figures.put(job, meter.figures()));
        return new MemberStatus(
                Announcer.thisProcess(name, role, saying == null ? Map.of() : saying.get())
                        .at(address),
                runtime.totalMemory() - runtime.freeMemory(),
                runtime.maxMemory(),
                ProcessHandle.current()
                                .info()
                                .totalCpuDuration()
                                .orElse(Duration.ZERO)
                                .toMillis()
                        / 1000.0,
                figures);
    }

    private void forgetEnded() {
        ended.forEach((job, at) -> {
            if (System.nanoTime() - at > REMEMBERED.toNanos() && ended.remove(job, at)) {
                jobs.remove(job);
            }
        });
    }

    /** The server goes first: nobody must look at what is being closed. */
    @Override
    public void close() {
        server.completeExceptionally(new IllegalStateException("closed"));
        if (!server.isCompletedExceptionally()) {
            server.join().close();
        }
        prometheus.close();
    }
}
