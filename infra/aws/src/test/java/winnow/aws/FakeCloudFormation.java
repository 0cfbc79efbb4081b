package winnow.aws;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Answers like CloudFormation, with one stack or none. */
final class FakeCloudFormation implements AutoCloseable {
    private static final String NONE = error("ValidationError", "Stack with id winnow does not exist");

    private final HttpServer server;
    private volatile int status = 400;
    private volatile String answer = NONE;

    FakeCloudFormation() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/xml");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    /** As it was recorded, with a key's digest in it. */
    static String recorded(String keyDigest) throws IOException {
        try (InputStream file = FakeCloudFormation.class.getResourceAsStream("describe-stacks.xml")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                    .replace("key=KEY", "key=" + keyDigest);
        }
    }

    void hasNone() {
        status = 400;
        answer = NONE;
    }

    void has(String description) {
        status = 200;
        answer = description;
    }

    void refuses() {
        status = 403;
        answer = error("AccessDenied", "User is not authorized");
    }

    Stacks stacks() {
        return new Stacks(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("nobody", "nothing")),
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static String error(String code, String message) {
        return "<ErrorResponse xmlns=\"http://cloudformation.amazonaws.com/doc/2010-05-15/\"><Error><Type>Sender</Type><Code>"
                + code + "</Code><Message>" + message + "</Message></Error><RequestId>0</RequestId></ErrorResponse>";
    }
}
