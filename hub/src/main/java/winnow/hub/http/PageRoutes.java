package winnow.hub.http;

import static winnow.hub.http.Access.PUBLIC;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The page and its files, and the API's own description. Nothing of a job is in them. */
final class PageRoutes {
    private static final String FOLDER = "/winnow/hub/page/";
    /** No dot begins a name, so no path leads out of the folder. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml",
            "png", "image/png",
            "ico", "image/x-icon",
            "txt", "text/plain; charset=utf-8",
            "md", "text/plain; charset=utf-8");

    List<Route> routes() {
        return List.of(
                Route.get("/", PUBLIC, ctx -> send(ctx, FOLDER + "index.html")),
                Route.get("/page/<file>", PUBLIC, ctx -> send(ctx, FOLDER + ctx.pathParam("file"))),
                Route.get("/openapi.yaml", PUBLIC, PageRoutes::contract));
    }

    private static void contract(Context ctx) throws IOException {
        send(ctx, "/winnow/hub/http/openapi.yaml");
        ctx.contentType("application/yaml");
    }

    private static void send(Context ctx, String resource) throws IOException {
        if (!NAME.matcher(resource.substring(1)).matches()) {
            throw noSuchFile(resource);
        }
        try (InputStream in = PageRoutes.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw noSuchFile(resource);
            }
            ctx.result(in.readAllBytes());
        }
        String ending = resource.substring(resource.lastIndexOf('.') + 1);
        ctx.contentType(TYPES.getOrDefault(ending, "application/octet-stream"));
        ctx.header("Cache-Control", "no-cache"); // an updated hub is seen at once
    }

    private static Problem noSuchFile(String resource) {
        return new Problem(
                HttpStatus.NOT_FOUND,
                "no-such-path",
                "there is no file " + resource.substring(resource.lastIndexOf('/') + 1) + " here");
    }
}
