package winnow.hub.http;

import io.javalin.http.Context;
import winnow.hub.view.JobView;
import winnow.hub.view.ViewJson;
import winnow.hub.view.Views;
import winnow.protocol.StopException;
import winnow.protocol.job.JobId;

/** What many paths have in common. */
final class Answers {
    private Answers() {}

    static void json(Context ctx, Object view) {
        ctx.result(ViewJson.write(view));
        ctx.contentType("application/json");
        ctx.header("Cache-Control", "no-store");
    }

    /** The job that the path names. */
    static JobView job(Context ctx, Views views) {
        String text = ctx.pathParam("id");
        return views.job(id(text)).orElseThrow(() -> Problem.noSuchJob(text));
    }

    private static JobId id(String text) {
        try {
            return new JobId(text);
        } catch (StopException e) {
            throw Problem.noSuchJob(text);
        }
    }
}
