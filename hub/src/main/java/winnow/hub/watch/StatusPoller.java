package winnow.hub.watch;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.hub.view.LiveViews;
import winnow.protocol.StopException;
import winnow.protocol.kafka.Json;
import winnow.protocol.member.MemberStatus;

/**
 * Asks each member how it is. One that does not answer is not asked again before it has, or its time is over, and holds
 * up nobody. One thread asks; answers come in on the client's own.
 */
public final class StatusPoller {
    private static final Logger log = LoggerFactory.getLogger(StatusPoller.class);
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration ANSWER = Duration.ofSeconds(3);

    private final LiveViews views;
    private final Supplier<Instant> clock;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();

    public StatusPoller(LiveViews views, Supplier<Instant> clock) {
        this.views = views;
        this.clock = clock;
    }

    /**
     * @param addresses by name of member
     * @return done when all that were asked now have answered, or will not
     */
    public CompletableFuture<?> ask(Map<String, String> addresses) {
        return CompletableFuture.allOf(addresses.entrySet().stream()
                .filter(member -> asked.add(member.getKey()))
                .map(member -> ask(member.getKey(), member.getValue()))
                .toArray(CompletableFuture[]::new));
    }

    private CompletableFuture<?> ask(String name, String address) {
        HttpRequest request;
        try {
            request = HttpRequest.newBuilder(URI.create("http://" + address + "/status"))
                    .timeout(ANSWER)
                    .build();
        } catch (IllegalArgumentException e) {
            return CompletableFuture.completedFuture(
                    name); // stays among the asked: an address that is none gets no better
        }
        return client.sendAsync(request, BodyHandlers.ofByteArray()).handle((response, failure) -> {
            asked.remove(name);
            take(name, response, failure);
            return name;
        });
    }

    private void take(String name, @Nullable HttpResponse<byte[]> response, @Nullable Throwable failure) {
        Instant now = clock.get();
        if (failure != null) {
            if (isRefusal(failure)) {
                views.refused(name, now);
            }
            log.debug("member={} does not answer: {}", name, failure.toString());
        } else if (response != null && response.statusCode() == 200) {
            try {
                views.answered(name, Json.read(response.body(), MemberStatus.class), now);
            } catch (StopException | IOException e) {
                log.debug("member={} answers what this Winnow does not know: {}", name, e.getMessage());
            }
        }
    }

    /** Nobody listens, as opposed to somebody who is slow. */
    private static boolean isRefusal(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException) {
                return true;
            }
        }
        return false;
    }
}
