package winnow.hub.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import jakarta.servlet.AsyncContext;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import winnow.hub.view.JobView;
import winnow.hub.view.Views;
import winnow.protocol.job.JobId;

/**
 * Every open stream of events. A view is made and written once, however many clients there are, and only if there are
 * any. Each event holds the whole view, so that one who was away misses nothing by the next one.
 */
final class EventStreams {
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    /** What an EventSource waits before it comes back. */
    private static final String RETRY_SECONDS = "5";

    private final Views views;
    private final Supplier<Instant> clock;
    private final int mostStreams;
    private final List<Client> clients = new CopyOnWriteArrayList<>();
    private final AtomicInteger open = new AtomicInteger();
    private Instant heartbeat = Instant.EPOCH;

    /** @param job null for the stream of the cluster */
    private record Client(EventStream stream, @Nullable JobId job) {}

    EventStreams(Views views, Supplier<Instant> clock, int mostStreams) {
        this.views = views;
        this.clock = clock;
        this.mostStreams = mostStreams;
    }

    int open() {
        return open.get();
    }

    void cluster(Context ctx) {
        EventStream stream = begin(ctx);
        stream.offer(EventText.event("cluster", id(), views.cluster()));
        clients.add(new Client(stream, null));
    }

    void job(Context ctx, JobView job) {
        if (EventText.LAST_ID.equals(ctx.req().getHeader("Last-Event-ID"))
                && job.state().over()) {
            ctx.status(HttpStatus.NO_CONTENT); // tells an EventSource not to come back
            return;
        }
        EventStream stream = begin(ctx);
        stream.offer(EventText.event("snapshot", id(), job));
        if (job.state().over()) {
            stream.offer(EventText.event("end", EventText.LAST_ID, job));
            stream.endAfterLast();
        } else {
            clients.add(new Client(stream, job.id()));
        }
    }

    private EventStream begin(Context ctx) {
        if (open.incrementAndGet() > mostStreams) {
            open.decrementAndGet();
            throw tooMany();
        }
        try {
            ctx.res().setStatus(HttpStatus.OK.getCode());
            ctx.res().setContentType("text/event-stream");
            ctx.res().setCharacterEncoding("UTF-8");
            ctx.header("Cache-Control", "no-store");
            ctx.header("X-Accel-Buffering", "no");
            AsyncContext async = ctx.req().startAsync();
            async.setTimeout(0);
            EventStream stream = new EventStream(ctx.res().getOutputStream());
            var unused = stream.ended().thenRun(() -> {
                open.decrementAndGet();
                clients.removeIf(client -> client.stream() == stream);
            });
            ctx.future(stream::ended);
            ctx.res().getOutputStream().setWriteListener(stream);
            return stream;
        } catch (IOException e) {
            open.decrementAndGet();
            throw new IllegalStateException("cannot open a stream of events", e);
        }
    }

    private Problem tooMany() {
        return new Problem(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "too-many-streams",
                        mostStreams + " streams of events are open, and more are not allowed: close some")
                .with("Retry-After", RETRY_SECONDS);
    }

    private String id() {
        return Long.toString(clock.get().toEpochMilli());
    }

    /** Every second, by one thread: tells each client how things are now. */
    void tick() {
        if (clients.isEmpty()) {
            return;
        }
        String id = id();
        byte[] cluster = null;
        Map<JobId, byte[]> updates = new HashMap<>();
        Map<JobId, Boolean> over = new HashMap<>();
        boolean beat = isTimeForHeartbeat();
        for (Client client : clients) {
            JobId job = client.job();
            if (job == null) {
                cluster = cluster == null ? EventText.event("cluster", id, views.cluster()) : cluster;
                client.stream().offer(cluster);
            } else {
                if (!updates.containsKey(job)) {
                    JobView view = views.job(job).orElse(null);
                    boolean ends = view == null || view.state().over();
                    over.put(job, ends);
                    updates.put(
                            job,
                            view == null
                                    ? EventText.HEARTBEAT
                                    : EventText.event(ends ? "end" : "update", ends ? EventText.LAST_ID : id, view));
                }
                client.stream().offer(updates.getOrDefault(job, EventText.HEARTBEAT));
                if (over.getOrDefault(job, false)) {
                    client.stream().endAfterLast();
                }
            }
            if (beat) {
                client.stream().offer(EventText.HEARTBEAT);
            }
        }
    }

    private boolean isTimeForHeartbeat() {
        Instant now = clock.get();
        boolean due = Duration.between(heartbeat, now).compareTo(HEARTBEAT) >= 0;
        if (due) {
            heartbeat = now;
        }
        return due;
    }

    void close() {
        clients.forEach(client -> client.stream().endAfterLast());
    }
}
