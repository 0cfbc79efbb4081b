package winnow.hub.http;

import static winnow.hub.http.Access.READ;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import winnow.hub.folder.JobFolders;
import winnow.hub.view.JobLine;
import winnow.hub.view.JobPhase;
import winnow.hub.view.JobView;
import winnow.hub.view.Views;

/** Everything that is read of jobs. */
final class JobRoutes {
    private static final int PAGE = 50;
    private static final int LARGEST_PAGE = 500;

    private final Views views;
    private final JobFolders folders;
    private final EventStreams streams;
    private final Waiters waiters;

    /** @param next what {@code cursor=} takes for the page that follows; null on the last */
    record Page(List<JobLine> jobs, @Nullable String next) {}

    JobRoutes(Views views, JobFolders folders, EventStreams streams, Waiters waiters) {
        this.views = views;
        this.folders = folders;
        this.streams = streams;
        this.waiters = waiters;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/v1/cluster", READ, ctx -> Answers.json(ctx, views.cluster())),
                Route.get("/v1/events", READ, streams::cluster),
                Route.get("/v1/jobs", READ, this::list),
                Route.get("/v1/jobs/{id}", READ, this::job),
                Route.get("/v1/jobs/{id}/events", READ, ctx -> streams.job(ctx, Answers.job(ctx, views))),
                Route.get("/v1/jobs/{id}/results", READ, this::results),
                Route.head("/v1/jobs/{id}/results", READ, this::results),
                Route.get("/v1/jobs/{id}/rejects", READ, this::rejects),
                Route.head("/v1/jobs/{id}/rejects", READ, this::rejects));
    }

    /** Newest first. The cursor is the last id of the page before, so that new jobs move nothing. */
    private void list(Context ctx) {
        JobPhase state = state(ctx.queryParam("state"));
        String cursor = ctx.queryParam("cursor");
        int limit = limit(ctx.queryParam("limit"));
        List<JobLine> found = views.jobs().stream()
                .filter(job -> state == null || job.state() == state)
                .filter(job -> cursor == null || job.id().text().compareTo(cursor) < 0)
                .limit(limit + 1L)
                .toList();
        boolean more = found.size() > limit;
        List<JobLine> page = more ? found.subList(0, limit) : found;
        Answers.json(ctx, new Page(page, more ? page.get(limit - 1).id().text() : null));
    }

    private static @Nullable JobPhase state(@Nullable String word) {
        if (word == null) {
            return null;
        }
        try {
            return JobPhase.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest("state= is one of "
                    + Arrays.stream(JobPhase.values()).map(JobPhase::name).collect(Collectors.joining(", ")));
        }
    }

    private static int limit(@Nullable String word) {
        try {
            int limit = word == null ? PAGE : Integer.parseInt(word);
            if (limit >= 1 && limit <= LARGEST_PAGE) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw Problem.badRequest("limit= is a number from 1 to " + LARGEST_PAGE + ", not '" + word + "'");
    }

    private void job(Context ctx) {
        JobView job = Answers.job(ctx, views);
        Long seconds = Waiters.seconds(ctx).orElse(null);
        if (seconds == null) {
            Answers.json(ctx, job);
            return;
        }
        ctx.header("Preference-Applied", "wait=" + seconds);
        ctx.future(() -> waiters.await(job, seconds)
                .thenAccept(over -> Answers.json(ctx, views.job(job.id()).orElse(job))));
    }

    private void results(Context ctx) throws IOException {
        JobView job = Answers.job(ctx, views);
        Path file = folders.results(job.id())
                .filter(there -> job.state() == JobPhase.SUCCEEDED)
                .orElseThrow(() -> Problem.notComplete(job.id(), job.state().name()));
        new FileAnswer(file, job.id() + "-results.log", "text/csv; charset=utf-8; header=absent", sha256(job, "log"))
                .send(ctx);
    }

    /** A job's rejects can be read while it is at work. */
    private void rejects(Context ctx) throws IOException {
        JobView job = Answers.job(ctx, views);
        Path file = folders.rejectsFile(job.id())
                .orElseThrow(() -> Problem.notComplete(job.id(), job.state().name()));
        new FileAnswer(
                        file,
                        job.id() + "-rejects.csv",
                        "text/csv; charset=utf-8; header=present",
                        sha256(job, "rejects"))
                .send(ctx);
    }

    private static @Nullable String sha256(JobView job, String which) {
        return job.report() == null
                ? null
                : job.report().path("sha256").path(which).textValue();
    }
}
