package winnow.hub.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import winnow.hub.callback.Callback;
import winnow.hub.callback.Callbacks;
import winnow.hub.desk.JobDesk;
import winnow.hub.desk.JobSource;
import winnow.hub.view.JobPhase;
import winnow.hub.view.JobView;
import winnow.hub.view.Views;
import winnow.protocol.job.JobId;

/** How jobs are made: from a specification, from the CSV itself, or from both. */
final class SubmitRoutes {
    private static final int LARGEST_SPECIFICATION = 1 << 20;
    /** Where Jetty looks for how to read a multipart request. */
    private static final String MULTIPART = "org.eclipse.jetty.multipartConfig";

    private static final String UPLOADED = "input.csv";

    private static final Duration COMES_ROUND = Duration.ofSeconds(3);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final Views views;
    private final JobDesk desk;
    private final Callbacks callbacks;
    private final AllowedInputs inputs;
    private final Uploads uploads;
    private final IdempotencyKeys keys;

    /** What a request has said, whatever its form. */
    private record Asked(Specification specification, Uploads.@Nullable Upload upload, String fingerprint) {}

    /** The answer when the job's record has not come round. */
    record Made(JobId id, JobPhase state) {}

    SubmitRoutes(
            Views views,
            JobDesk desk,
            Callbacks callbacks,
            AllowedInputs inputs,
            Uploads uploads,
            IdempotencyKeys keys) {
        this.views = views;
        this.desk = desk;
        this.callbacks = callbacks;
        this.inputs = inputs;
        this.uploads = uploads;
        this.keys = keys;
    }

    List<Route> routes() {
        return List.of(Route.post("/v1/jobs", this::submit));
    }

    private void submit(Context ctx) throws IOException {
        String key = ctx.req().getHeader("Idempotency-Key");
        if (key == null) {
            Asked asked = ask(ctx);
            JobId job = desk.draw();
            make(asked, job);
            answer(ctx, job);
            return;
        }
        keys.begin(key);
        try {
            Asked asked = ask(ctx);
            Optional<IdempotencyKeys.Used> known;
            try {
                known = keys.used(key, asked.fingerprint());
            } catch (Problem e) {
                drop(asked);
                throw e;
            }
            if (known.isPresent() && known.get().made()) {
                drop(asked);
                ctx.header("Idempotency-Replayed", "true");
                answer(ctx, known.get().job());
            } else {
                answer(ctx, makeOnce(asked, key, known.map(IdempotencyKeys.Used::job)));
            }
        } finally {
            keys.end(key);
        }
    }

    /** @param begun the job that a hub was about to make when it was killed */
    private JobId makeOnce(Asked asked, String key, Optional<JobId> begun) throws IOException {
        JobId job = begun.orElseGet(desk::draw);
        keys.keep(key, new IdempotencyKeys.Used(job, asked.fingerprint(), false));
        if (begun.isPresent() && desk.knows(job)) {
            drop(asked);
            addCallback(asked, job);
        } else {
            try {
                make(asked, job);
            } catch (RuntimeException e) {
                keys.forget(key);
                throw e;
            }
        }
        keys.keep(key, new IdempotencyKeys.Used(job, asked.fingerprint(), true));
        return job;
    }

    private Asked ask(Context ctx) throws IOException {
        String type = Uploads.type(ctx);
        return switch (type) {
            case "application/json" -> specification(ctx.req().getInputStream(), null);
            case "text/csv" -> csv(ctx);
            case "multipart/form-data" -> parts(ctx);
            default ->
                throw new Problem(
                        HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                        "unsupported-media-type",
                        "a job is sent as application/json, text/csv or multipart/form-data, not as '" + type + "'");
        };
    }

    private static Asked specification(InputStream in, Uploads.@Nullable Upload upload) throws IOException {
        byte[] json = in.readNBytes(LARGEST_SPECIFICATION + 1);
        if (json.length > LARGEST_SPECIFICATION) {
            throw Problem.tooLarge(LARGEST_SPECIFICATION);
        }
        String fingerprint = Uploads.sha256(json) + (upload == null ? "" : upload.sha256());
        return new Asked(Specification.read(json), upload, fingerprint);
    }

    /** The fields of the specification stand in the query. It is read first: what is refused need not be sent. */
    private Asked csv(Context ctx) throws IOException {
        SortedMap<String, String> fields = Specification.fields(ctx);
        Specification specification = Specification.read(fields);
        specification.request(new JobSource.Upload(Path.of(UPLOADED)));
        Uploads.Upload upload = uploads.take(ctx, UPLOADED);
        return new Asked(
                specification, upload, Uploads.sha256((fields + upload.sha256()).getBytes(StandardCharsets.UTF_8)));
    }

    private Asked parts(Context ctx) throws IOException {
        ctx.req().setAttribute(MULTIPART, uploads.parts());
        try {
            Part specification = ctx.req().getPart("specification");
            Part input = ctx.req().getPart("input");
            if (specification == null || input == null) {
                throw Problem.badSpecification("a multipart request has the parts 'specification' and 'input'");
            }
            Uploads.Upload upload;
            try (InputStream in = input.getInputStream()) {
                upload = uploads.take(in, UPLOADED);
            }
            try (InputStream in = specification.getInputStream()) {
                return specification(in, upload);
            } catch (Problem e) {
                uploads.drop(upload.file());
                throw e;
            }
        } catch (ServletException | IllegalStateException e) {
            throw Problem.badRequest("the multipart request cannot be read: " + e.getMessage());
        }
    }

    private void make(Asked asked, JobId job) throws IOException {
        try {
            Callback callback = asked.specification().callback();
            if (callback != null) {
                callbacks.check(callback);
            }
            desk.submit(job, asked.specification().request(source(asked)));
            addCallback(asked, job);
        } finally {
            drop(asked); // nothing is left of it if the desk took it over
        }
    }

    private void addCallback(Asked asked, JobId job) {
        Callback callback = asked.specification().callback();
        if (callback != null) {
            callbacks.add(job, callback);
        }
    }

    private JobSource source(Asked asked) {
        Specification.Input input = asked.specification().input();
        if (asked.upload() != null) {
            if (input != null) {
                throw Problem.badSpecification("there are two inputs: the CSV that was sent, and 'input'");
            }
            return new JobSource.Upload(asked.upload().file());
        }
        if (input == null) {
            throw Problem.badSpecification("there is no 'input': give {\"paths\": [...]} or {\"rows\": 1000000}");
        }
        return inputs.source(input);
    }

    private void drop(Asked asked) throws IOException {
        if (asked.upload() != null) {
            uploads.drop(asked.upload().file());
        }
    }

    private void answer(Context ctx, JobId job) {
        ctx.status(HttpStatus.CREATED);
        ctx.header("Location", "/v1/jobs/" + job);
        Answers.json(ctx, shown(job).<Object>map(view -> view).orElseGet(() -> new Made(job, JobPhase.QUEUED)));
    }

    /** The job's record comes round through Kafka, within a fraction of a second. */
    private Optional<JobView> shown(JobId job) {
        long deadline = System.nanoTime() + COMES_ROUND.toNanos();
        Optional<JobView> view = views.job(job);
        while (view.isEmpty() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK.toNanos());
            view = views.job(job);
        }
        return view;
    }
}
