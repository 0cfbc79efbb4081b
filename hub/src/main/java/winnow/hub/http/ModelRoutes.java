package winnow.hub.http;

import static winnow.hub.http.Access.READ;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import winnow.protocol.model.PushedModel;

/** The models that jobs can name. */
final class ModelRoutes {
    private final Supplier<List<PushedModel>> models;

    record Models(List<Model> models) {}

    record Model(String name, String kind, String sha256, long bytes, Instant pushed) {}

    /** @param models asked for each request, and may take a second */
    ModelRoutes(Supplier<List<PushedModel>> models) {
        this.models = models;
    }

    List<Route> routes() {
        return List.of(Route.get("/v1/models", READ, ctx -> Answers.json(ctx, list())));
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
