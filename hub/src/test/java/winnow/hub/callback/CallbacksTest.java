package winnow.hub.callback;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import winnow.hub.view.EndingJob;

class CallbacksTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @TempDir
    private Path folder;

    private final EndingJob job = new EndingJob();
    private final List<String> calls = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private int status = 204;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::take);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void take(HttpExchange call) throws IOException {
        byte[] body = call.getRequestBody().readAllBytes();
        String id = call.getRequestHeaders().getFirst("webhook-id");
        String timestamp = call.getRequestHeaders().getFirst("webhook-timestamp");
        String expected = Signature.of(
                new Callback("http://x/", SECRET).key(),
                id,
                Instant.ofEpochSecond(Long.parseLong(Objects.requireNonNull(timestamp))),
                body);
        boolean signed = expected.equals(call.getRequestHeaders().getFirst("webhook-signature"));
        calls.add(call.getRequestMethod() + " " + call.getRequestURI() + (signed ? " signed " : " unsigned ")
                + new String(body, StandardCharsets.UTF_8));
        ids.add(id);
        call.getResponseHeaders().add("Location", "/elsewhere");
        call.sendResponseHeaders(status, -1);
        call.close();
    }

    private Callback callback() {
        return new Callback("http://127.0.0.1:" + server.getAddress().getPort() + "/hook?a=b", SECRET);
    }

    private Callbacks callbacks() {
        return new Callbacks(folder, job.views(), true, Runnable::run);
    }

    @Test
    void callback_isMadeOnceWhenTheJobHasEnded() throws IOException {
        Callbacks callbacks = callbacks();
        callbacks.add(EndingJob.ID, callback());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(EndingJob.ID + ".json"))))
                .isEqualTo("rw-------");
        callbacks.tick(EndingJob.NOW);
        assertThat(calls).isEmpty();

        job.end();
        callbacks.tick(EndingJob.NOW);
        callbacks.tick(EndingJob.NOW.plusSeconds(60));

        assertThat(calls).hasSize(1);
        assertThat(calls.get(0))
                .startsWith("POST /hook?a=b signed {\"type\":\"job.ended\"")
                .contains("\"state\":\"SUCCEEDED\"");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void callback_thatFails_isMadeAgainUnderTheSameId_forAnHour() {
        status = 500;
        Callbacks callbacks = callbacks();
        callbacks.add(EndingJob.ID, callback());
        job.end();
        for (int second = 0; second < 2 * 3600; second++) {
            callbacks.tick(EndingJob.NOW.plusSeconds(second));
        }
        assertThat(calls.size()).isBetween(8, 14);
        assertThat(ids).containsOnly("msg_" + EndingJob.ID);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void callback_followsNoRedirect() {
        status = 302;
        Callbacks callbacks = callbacks();
        callbacks.add(EndingJob.ID, callback());
        job.end();
        callbacks.tick(EndingJob.NOW);
        assertThat(calls).hasSize(1);
        assertThat(calls.get(0)).startsWith("POST /hook");
    }

    @Test
    void callback_survivesTheHub() {
        callbacks().add(EndingJob.ID, callback());
        job.end();
        callbacks().tick(EndingJob.NOW);
        assertThat(calls).hasSize(1);
    }

    @Test
    void callback_isNotMadeWhereItMayNotGo_evenIfItWasAllowedBefore() {
        callbacks().add(EndingJob.ID, callback());
        job.end();
        new Callbacks(folder, job.views(), false, Runnable::run).tick(EndingJob.NOW);
        assertThat(calls).isEmpty();
    }

    /** The example of the standard's own libraries. */
    @Test
    void signature_isAsTheStandardHasIt() {
        assertThat(Signature.of(
                        new Callback("http://x/", SECRET).key(),
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        Instant.ofEpochSecond(1_614_265_330),
                        "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,true",
        "10.1.2.3,true",
        "172.20.0.1,true",
        "192.168.1.1,true",
        "169.254.169.254,true",
        "100.64.0.1,true",
        "0.0.0.0,true",
        "255.255.255.255,true",
        "224.0.0.1,true",
        "::1,true",
        "fe80::1,true",
        "fd00::1,true",
        "::ffff:10.0.0.1,true",
        "64:ff9b::a00:1,true",
        "2002:a00:1::,true",
        "192.0.2.1,false",
        "8.8.8.8,false",
        "2606:4700::1111,false"
    })
    void addresses_areToldApart(String address, boolean isPrivate) throws IOException {
        assertThat(Destination.isPrivate(InetAddress.getAllByName(address)[0])).isEqualTo(isPrivate);
    }
}
