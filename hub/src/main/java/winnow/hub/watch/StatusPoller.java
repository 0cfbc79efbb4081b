package winnow.hub.watch;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.hub.view.LiveViews;
import winnow.protocol.StopException;
import winnow.protocol.kafka.Json;
import winnow.protocol.member.MemberStatus;

/**
 * Asks each member how it is. One that does not answer is not asked again before it has, or its time is over, and holds
 * up nobody: each has a thread while it is asked. Java's newer client would do without, but to make one takes half a second
 * of processor time, for TLS that nobody speaks here, and this is done for each job.
 */
public final class StatusPoller {
    private static final Logger log = LoggerFactory.getLogger(StatusPoller.class);
    /** To answer costs a member as much as to ask costs here, and how far it is stands in its heartbeats. */
    private static final Duration EVERY = Duration.ofSeconds(2);

    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(3);

    private final LiveViews views;
    private final Supplier<Instant> clock;
    private final ExecutorService threads = Executors.newCachedThreadPool(StatusPoller::daemon);
    private final Set<String> asked = ConcurrentHashMap.newKeySet();
    private Instant due = Instant.MIN;

    public StatusPoller(LiveViews views, Supplier<Instant> clock) {
        this.views = views;
        this.clock = clock;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "status-poller");
        thread.setDaemon(true);
        return thread;
    }

    /** As {@link #ask}, unless that was done a moment ago. To be called by one thread. */
    public void askIfDue(Map<String, String> addresses, Instant now) {
        if (!now.isBefore(due)) {
            due = now.plus(EVERY);
            var unused = ask(addresses);
        }
    }

    /**
     * @param addresses by name of member
     * @return done when all that were asked now have answered, or will not
     */
    public CompletableFuture<?> ask(Map<String, String> addresses) {
        return CompletableFuture.allOf(addresses.entrySet().stream()
                .filter(member -> asked.add(member.getKey()))
                .map(member -> CompletableFuture.runAsync(() -> ask(member.getKey(), member.getValue()), threads))
                .toArray(CompletableFuture[]::new));
    }

    private void ask(String name, String address) {
        try {
            MemberStatus answer = Json.read(get(address), MemberStatus.class);
            views.answered(name, answer, clock.get());
        } catch (ConnectException e) { // nobody listens, as opposed to somebody who is slow
            views.refused(name, clock.get());
        } catch (StopException | IOException | IllegalArgumentException e) {
            log.debug("member={} does not answer, or what this Winnow does not know: {}", name, e.toString());
        } finally {
            asked.remove(name);
        }
    }

    private static byte[] get(String address) throws IOException {
        URL url = URI.create("http://" + address + "/status").toURL();
        HttpURLConnection connection = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout((int) CONNECT.toMillis());
        connection.setReadTimeout((int) ANSWER.toMillis());
        connection.setInstanceFollowRedirects(false);
        if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
            throw new IOException("answers with " + connection.getResponseCode());
        }
        try (InputStream body = connection.getInputStream()) {
            return body.readAllBytes();
        }
    }
}
