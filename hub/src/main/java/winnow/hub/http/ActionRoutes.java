package winnow.hub.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import winnow.hub.desk.JobDesk;
import winnow.hub.folder.JobFolders;
import winnow.hub.view.JobView;
import winnow.hub.view.Views;

/** What can be done to a job that there is. */
final class ActionRoutes {
    private final Views views;
    private final JobDesk desk;
    private final JobFolders folders;

    ActionRoutes(Views views, JobDesk desk, JobFolders folders) {
        this.views = views;
        this.desk = desk;
        this.folders = folders;
    }

    List<Route> routes() {
        return List.of(
                Route.post("/v1/jobs/{id}/cancel", this::cancel),
                Route.post("/v1/jobs/{id}/resume", this::resume),
                Route.delete("/v1/jobs/{id}", this::delete));
    }

    private void cancel(Context ctx) {
        JobView job = Answers.job(ctx, views);
        if (job.state().over() && !job.resumable()) {
            throw conflict("already-over", job, "cannot be cancelled");
        }
        desk.cancel(job.id());
        accepted(ctx, job);
    }

    private void resume(Context ctx) {
        JobView job = Answers.job(ctx, views);
        if (!job.resumable()) {
            throw conflict("not-resumable", job, "cannot be resumed");
        }
        desk.resume(job.id());
        accepted(ctx, job);
    }

    private void delete(Context ctx) {
        JobView job = Answers.job(ctx, views);
        if (!job.state().over()) {
            throw conflict("still-at-work", job, "cannot be deleted: cancel it first");
        }
        desk.delete(job.id());
        folders.forget(job.id());
        ctx.status(HttpStatus.NO_CONTENT);
    }

    private static Problem conflict(String code, JobView job, String what) {
        return new Problem(HttpStatus.CONFLICT, code, "job " + job.id() + " is " + job.state() + " and " + what);
    }

    /** What was asked for shows in the job's record a moment later. */
    private void accepted(Context ctx, JobView before) {
        ctx.status(HttpStatus.ACCEPTED);
        Answers.json(ctx, views.job(before.id()).orElse(before));
    }
}
