package winnow.hub.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Map;
import java.util.TreeMap;
import winnow.hub.view.ViewJson;
import winnow.protocol.StopException;
import winnow.protocol.job.JobId;

/** Ends a request with an answer as RFC 9457 has it. {@code code} is stable; the sentence is for people. */
final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final HttpStatus status;
    private final String code;
    private final transient Map<String, String> headers = new TreeMap<>();

    /** What is written. */
    private record Body(String type, String title, int status, String detail, String code) {}

    Problem(HttpStatus status, String code, String detail) {
        super(detail);
        this.status = status;
        this.code = code;
    }

    Problem with(String header, String value) {
        headers.put(header, value);
        return this;
    }

    static Problem noSuchJob(String id) {
        return new Problem(HttpStatus.NOT_FOUND, "no-such-job", "there is no job '" + id + "': GET /v1/jobs lists all");
    }

    static Problem notComplete(JobId id, String state) {
        return new Problem(
                HttpStatus.CONFLICT,
                "not-complete",
                "job " + id + " is " + state + ": it has results once it has succeeded");
    }

    static Problem badRequest(String detail) {
        return new Problem(HttpStatus.BAD_REQUEST, "bad-request", detail);
    }

    static Problem badSpecification(String detail) {
        return new Problem(HttpStatus.UNPROCESSABLE_CONTENT, "bad-specification", detail);
    }

    static Problem tooLarge(long limit) {
        return new Problem(HttpStatus.CONTENT_TOO_LARGE, "too-large", "the body may have at most " + limit + " bytes");
    }

    /** What the programs' one-line errors are over HTTP. */
    static Problem of(StopException stop) {
        String sentence = stop.getMessage();
        return switch (stop.exitCode()) {
            case USAGE -> badSpecification(sentence);
            case NOT_READY, INTERRUPTED ->
                new Problem(HttpStatus.SERVICE_UNAVAILABLE, "not-ready", sentence).with("Retry-After", "5");
            case FAILED, TOO_MANY_REJECTS, DONE -> new Problem(HttpStatus.CONFLICT, "cannot-be-done", sentence);
        };
    }

    HttpStatus status() {
        return status;
    }

    void answer(Context ctx) {
        headers.forEach(ctx::header);
        ctx.status(status);
        ctx.result(ViewJson.write(
                new Body("about:blank", status.getMessage(), status.getCode(), String.valueOf(getMessage()), code)));
        ctx.contentType("application/problem+json");
    }
}
