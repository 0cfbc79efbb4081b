package winnow.hub.http;

import static winnow.hub.http.Access.READ;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import winnow.hub.desk.JobDesk;
import winnow.protocol.model.PushedModel;

/** The models that jobs can name. */
final class ModelRoutes {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");

    private final Supplier<List<PushedModel>> models;
    private final JobDesk desk;
    private final Uploads uploads;

    record Pushed(String name, String sha256) {}

    record Models(List<Model> models) {}

    record Model(String name, String kind, String sha256, long bytes, Instant pushed) {}

    /** @param models asked for each request, and may take a second */
    ModelRoutes(Supplier<List<PushedModel>> models, JobDesk desk, Uploads uploads) {
        this.models = models;
        this.desk = desk;
        this.uploads = uploads;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/v1/models", READ, ctx -> Answers.json(ctx, list())), Route.post("/v1/models", this::push));
    }

    private void push(Context ctx) throws IOException {
        String name = ctx.queryParam("name");
        if (name == null || !NAME.matcher(name).matches()) {
            throw Problem.badRequest("name= is the model's name, with the ending of its kind: name=churn.onnx");
        }
        Uploads.Upload upload = uploads.take(ctx, name);
        try {
            String sha256 = desk.pushModel(upload.file(), name);
            ctx.status(HttpStatus.CREATED);
            ctx.header("Location", "/v1/models");
            Answers.json(ctx, new Pushed(name, sha256));
        } finally {
            uploads.drop(upload.file());
        }
    }

    private Models list() {
        return new Models(models.get().stream()
                .map(pushed -> new Model(
                        pushed.model().name(),
                        pushed.kind(),
                        pushed.model().sha256(),
                        pushed.model().bytes(),
                        pushed.pushed()))
                .toList());
    }
}
