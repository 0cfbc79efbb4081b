package winnow.hub.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.concurrent.Semaphore;
import winnow.hub.desk.JobDesk;
import winnow.hub.desk.JobRequest;
import winnow.hub.desk.JobSource;
import winnow.hub.desk.RowsAnswer;

/** A few rows, classified while their sender waits. */
final class ClassifyRoutes {
    /** More are a job. */
    private static final int MOST_ROWS = 1000;

    private static final long MOST_BYTES = 16 << 20;
    /** Each holds its rows and its results; the hub has a small heap, and the processors are the jobs'. */
    private static final int MOST_AT_ONCE = 4;

    private final JobDesk desk;
    private final Uploads uploads;
    private final Semaphore free = new Semaphore(MOST_AT_ONCE);

    /** Bytes that are no UTF-8, as a reject may have them, are replaced. */
    private record Answer(long rows, long rejected, String results, String rejects) {
        private static Answer of(RowsAnswer answer) {
            return new Answer(
                    answer.rows(),
                    answer.rejected(),
                    new String(answer.results(), StandardCharsets.UTF_8),
                    new String(answer.rejects(), StandardCharsets.UTF_8));
        }
    }

    ClassifyRoutes(JobDesk desk, Uploads uploads) {
        this.desk = desk;
        this.uploads = uploads.of(MOST_BYTES);
    }

    List<Route> routes() {
        return List.of(Route.post("/v1/classify/{model}", this::classify));
    }

    private void classify(Context ctx) throws IOException {
        Specification specification = specification(ctx);
        if (!free.tryAcquire()) {
            throw new Problem(
                            HttpStatus.TOO_MANY_REQUESTS,
                            "too-many-requests",
                            MOST_AT_ONCE + " such requests are under way: ask again in a second, or send more rows in"
                                    + " each")
                    .with("Retry-After", "1");
        }
        try {
            answer(ctx, classified(ctx, specification));
        } finally {
            free.release();
        }
    }

    private static Specification specification(Context ctx) {
        String type = Uploads.type(ctx);
        if (!type.equals("text/csv")) {
            throw new Problem(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "unsupported-media-type",
                    "rows are sent as text/csv, not as '" + type + "'");
        }
        SortedMap<String, String> fields = Specification.fields(ctx);
        for (String ofJobs : List.of("model", "input", "callback", "evaluate", "maxRejects")) {
            if (fields.containsKey(ofJobs)) {
                throw Problem.badSpecification("'" + ofJobs
                        + "' is for jobs: here the path names the model, and rows are answered one by one");
            }
        }
        fields.put("model", ctx.pathParam("model"));
        return Specification.read(fields);
    }

    private RowsAnswer classified(Context ctx, Specification specification) throws IOException {
        Uploads.Upload upload = uploads.take(ctx, "input.csv");
        try {
            JobRequest request = specification.request(new JobSource.Upload(upload.file()));
            return desk.classify(request, MOST_ROWS)
                    .orElseThrow(() -> new Problem(
                            HttpStatus.CONTENT_TOO_LARGE,
                            "too-many-rows",
                            "at most " + MOST_ROWS + " rows are classified at once: POST /v1/jobs takes any number"));
        } finally {
            uploads.drop(upload.file());
        }
    }

    private static void answer(Context ctx, RowsAnswer answer) {
        ctx.header("Vary", "Accept");
        ctx.header("Winnow-Rows", Long.toString(answer.rows()));
        ctx.header("Winnow-Rejected", Long.toString(answer.rejected()));
        String accepted = ctx.req().getHeader("Accept");
        if (accepted != null && accepted.toLowerCase(Locale.ROOT).contains("text/csv")) {
            ctx.result(answer.results());
            ctx.contentType("text/csv");
            ctx.header("Cache-Control", "no-store");
        } else {
            Answers.json(ctx, Answer.of(answer));
        }
    }
}
