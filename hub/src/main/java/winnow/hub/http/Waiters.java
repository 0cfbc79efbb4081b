package winnow.hub.http;

import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import winnow.hub.view.JobView;
import winnow.hub.view.Views;
import winnow.protocol.job.JobId;

/** Requests that wait until their job is over, as {@code Prefer: wait=N} (RFC 7240) asks for. They hold no thread. */
final class Waiters {
    private static final Pattern WAIT = Pattern.compile("(?:^|[,;\\s])wait=(\\d{1,9})(?:$|[,;\\s])");
    private static final long LONGEST_SECONDS = 300;

    private final Views views;
    private final List<Waiter> waiters = new CopyOnWriteArrayList<>();

    private record Waiter(JobId job, CompletableFuture<Boolean> over) {}

    Waiters(Views views) {
        this.views = views;
    }

    static Optional<Long> seconds(Context ctx) {
        String prefer = ctx.req().getHeader("Prefer");
        Matcher wait = WAIT.matcher(prefer == null ? "" : prefer);
        return wait.find() ? Optional.of(Math.min(LONGEST_SECONDS, Long.parseLong(wait.group(1)))) : Optional.empty();
    }

    /** Completed when the job is over, or after so long. */
    CompletableFuture<Boolean> await(JobView job, long seconds) {
        CompletableFuture<Boolean> over = new CompletableFuture<>();
        if (job.state().over()) {
            over.complete(true);
            return over;
        }
        Waiter waiter = new Waiter(job.id(), over);
        waiters.add(waiter);
        return over.completeOnTimeout(false, seconds, TimeUnit.SECONDS)
                .whenComplete((ended, failure) -> waiters.remove(waiter));
    }

    void tick() {
        for (Waiter waiter : waiters) {
            boolean goesOn =
                    views.job(waiter.job()).map(job -> !job.state().over()).orElse(false);
            if (!goesOn) {
                waiter.over().complete(true);
            }
        }
    }
}
