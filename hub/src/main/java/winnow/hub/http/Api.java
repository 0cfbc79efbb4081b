package winnow.hub.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.javalin.router.Endpoint;
import io.javalin.security.Roles;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinLogger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;

/** The server: its paths, what stands before each of them, and what becomes of errors. Any thread. */
public final class Api implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Api.class);

    /** The page loads nothing from elsewhere and runs nothing that is not one of its own files. */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Javalin javalin;
    private final List<Route> routes;
    private final EventStreams streams;
    private final Waiters waiters;

    private Api(Javalin javalin, List<Route> routes, EventStreams streams, Waiters waiters) {
        this.javalin = javalin;
        this.routes = routes;
        this.streams = streams;
        this.waiters = waiters;
    }

    /**
     * @throws StopException with USAGE if nothing can listen there, or if others could reach it and there is no login
     */
    public static Api start(ApiSettings settings, Sources sources, Actions actions) {
        Tokens tokens = settings.tokens();
        if (!tokens.needed() && !Guard.isLoopback(settings.host())) {
            throw ExitCode.USAGE.because("others can reach a hub that is bound to " + settings.host()
                    + ", so it needs a login: give tokens by --token-file, or bind it to 127.0.0.1");
        }
        EventStreams streams = new EventStreams(sources.views(), sources.clock(), settings.mostStreams());
        Waiters waiters = new Waiters(sources.views());
        Uploads uploads = new Uploads(actions.folder().resolve("uploads"), settings.mostUploadBytes());
        List<Route> routes = new ArrayList<>();
        routes.addAll(new JobRoutes(sources.views(), sources.folders(), streams, waiters).routes());
        routes.addAll(new ModelRoutes(sources.models(), actions.desk(), uploads).routes());
        routes.addAll(new ClassifyRoutes(actions.desk(), uploads).routes());
        routes.addAll(new SubmitRoutes(
                        sources.views(),
                        actions.desk(),
                        actions.callbacks(),
                        new AllowedInputs(actions.inputs()),
                        uploads,
                        new IdempotencyKeys(actions.folder().resolve("idempotency"), sources.clock()))
                .routes());
        routes.addAll(new ActionRoutes(sources.views(), actions.desk(), sources.folders()).routes());
        routes.addAll(new OperatorRoutes(sources.views(), streams, sources.current()).routes());
        routes.addAll(new PageRoutes().routes());
        JavalinLogger.startupInfo = false; // says what it is called and how old it is
        Javalin javalin = Javalin.create(config -> configure(config, new Guard(tokens, settings.host()), routes));
        try {
            javalin.start(settings.host(), settings.port());
        } catch (JavalinBindException e) {
            throw ExitCode.USAGE.because(
                    "the hub cannot listen on " + settings.host() + ":" + settings.port()
                            + ": another program may have the port; give another one",
                    e);
        }
        return new Api(javalin, List.copyOf(routes), streams, waiters);
    }

    private static void configure(JavalinConfig config, Guard guard, List<Route> routes) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.prefer405over404 = true;
        config.http.compressionStrategy = CompressionStrategy.GZIP;
        config.routes.before(ctx -> {
            secure(ctx);
            guard.checkSource(ctx);
        });
        config.routes.beforeMatched(guard::checkToken);
        for (Route route : routes) {
            config.routes.addEndpoint(Endpoint.create(route.method(), route.path())
                    .addMetadata(new Roles(java.util.Set.of(route.access())))
                    .handler(route.handler()));
        }
        config.routes.exception(Problem.class, (problem, ctx) -> answer(problem, ctx));
        config.routes.exception(StopException.class, (stop, ctx) -> answer(Problem.of(stop), ctx));
        config.routes.exception(HttpResponseException.class, (refused, ctx) -> answer(problem(refused), ctx));
        config.routes.exception(Exception.class, (failure, ctx) -> {
            if (ctx.res().isCommitted()) {
                log.debug("path={} the client has gone: {}", ctx.path(), failure.toString());
                return;
            }
            log.error("path={} failed", ctx.path(), failure);
            answer(
                    new Problem(HttpStatus.INTERNAL_SERVER_ERROR, "internal", "the hub has failed: its log says why"),
                    ctx);
        });
    }

    private static void secure(Context ctx) {
        ctx.header("Content-Security-Policy", POLICY);
        ctx.header("X-Content-Type-Options", "nosniff");
        ctx.header("Referrer-Policy", "no-referrer");
        ctx.header("Cross-Origin-Resource-Policy", "same-origin");
    }

    private static void answer(Problem problem, Context ctx) {
        if (!ctx.res().isCommitted()) {
            ctx.res().reset(); // what was to be sent had other headers
            secure(ctx);
            problem.answer(ctx);
        }
    }

    private static Problem problem(HttpResponseException refused) {
        HttpStatus status = HttpStatus.forStatus(refused.getStatus());
        String code = switch (status) {
            case NOT_FOUND -> "no-such-path";
            case METHOD_NOT_ALLOWED -> "method-not-allowed";
            case CONTENT_TOO_LARGE -> "too-large";
            default -> status.name().toLowerCase(Locale.ROOT).replace('_', '-');
        };
        String detail = status == HttpStatus.NOT_FOUND
                ? "there is nothing at this path: /openapi.yaml lists all there are"
                : String.valueOf(refused.getMessage());
        return new Problem(status, code, detail);
    }

    public int port() {
        return javalin.port();
    }

    /** Method and path of everything that is answered. */
    List<Route> routes() {
        return routes;
    }

    /** Every second: tells those who listen and those who wait. */
    public void tick() {
        streams.tick();
        waiters.tick();
    }

    @Override
    public void close() {
        streams.close();
        javalin.stop();
    }
}
