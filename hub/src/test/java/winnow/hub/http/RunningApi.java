package winnow.hub.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import winnow.hub.callback.Callbacks;
import winnow.hub.folder.JobFolders;
import winnow.protocol.kafka.Json;
import winnow.protocol.model.ModelRef;
import winnow.protocol.model.PushedModel;

/** A server on a free port, with views that a test makes. */
final class RunningApi implements AutoCloseable {
    static final String RESULTS = "a,hot\nb,cold\nc,hot\n";
    /** Of the results, as job.json has it. */
    static final String SHA256 = sha256();

    final HandMadeViews views;
    final HandMadeDesk desk = new HandMadeDesk();
    final Api api;
    private final HttpClient client = HttpClient.newHttpClient();

    RunningApi(Path jobs, Tokens tokens, int mostStreams) throws IOException {
        Path folder = Files.createDirectories(jobs.resolve(HandMadeViews.DONE.text()));
        Files.writeString(folder.resolve("results.log"), RESULTS);
        Files.writeString(folder.resolve("rejects.csv"), "row,line,offset,code,column,message,raw\r\n");
        Files.writeString(folder.resolve("job.json"), "{\"version\":1,\"sha256\":{\"log\":\"" + SHA256 + "\"}}");
        JobFolders folders = new JobFolders(jobs);
        views = new HandMadeViews(folders);
        api = Api.start(
                new ApiSettings("127.0.0.1", 0, tokens, mostStreams, 1000),
                new Sources(
                        views,
                        folders,
                        () -> List.of(PushedModel.of(new ModelRef(SHA256, "churn", 12), "onnx", HandMadeViews.NOW)),
                        () -> true,
                        Instant::now),
                new Actions(
                        desk,
                        new Callbacks(jobs.resolve("hub/callbacks"), views, false, Runnable::run),
                        jobs.resolve("hub"),
                        List.of(Files.createDirectories(jobs.resolve("inputs")))));
    }

    private static String sha256() {
        try {
            return java.util.HexFormat.of()
                    .formatHex(java.security.MessageDigest.getInstance("SHA-256")
                            .digest(RESULTS.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + api.port() + path);
    }

    HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        return send("GET", path, headers);
    }

    HttpResponse<String> send(String method, String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(path)).method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String type, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    /** The code of the problem that this answer is. */
    static String code(HttpResponse<String> answer) throws IOException {
        if (!answer.headers().firstValue("Content-Type").orElse("").equals("application/problem+json")) {
            throw new AssertionError("no problem: " + answer.statusCode() + " " + answer.body());
        }
        JsonNode problem = json(answer);
        if (problem.path("status").asInt() != answer.statusCode()
                || problem.path("detail").asText().isEmpty()) {
            throw new AssertionError("not as RFC 9457 has it: " + problem);
        }
        return answer.statusCode() + " " + problem.path("code").asText();
    }

    static JsonNode json(HttpResponse<String> answer) throws IOException {
        return Json.read(answer.body().getBytes(StandardCharsets.UTF_8), JsonNode.class);
    }

    @Override
    public void close() {
        api.close();
    }
}
