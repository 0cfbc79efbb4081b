package winnow.hub.http;

import static org.assertj.core.api.Assertions.assertThat;
import static winnow.hub.http.ApiTest.await;
import static winnow.hub.http.HandMadeViews.DONE;
import static winnow.hub.http.HandMadeViews.RUNNING;
import static winnow.hub.http.RunningApi.code;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventStreamsTest {
    private static final int MOST = 5;

    @TempDir
    private Path jobs;

    private RunningApi hub;

    @BeforeEach
    void start() throws IOException {
        hub = new RunningApi(jobs, Tokens.NONE, MOST);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    /** A client that reads line by line. */
    private final class Listener implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader in;

        Listener(String path, int receiveBytes) throws IOException {
            socket = new Socket();
            if (receiveBytes > 0) {
                socket.setReceiveBufferSize(receiveBytes);
            }
            socket.setSoTimeout(60_000);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), hub.api.port()));
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        /** Names of the next events; heartbeats are called ":". */
        List<String> names(int count) throws IOException {
            List<String> names = new ArrayList<>();
            while (names.size() < count) {
                String line = in.readLine();
                if (line == null) {
                    break;
                }
                if (line.startsWith("event: ")) {
                    names.add(line.substring("event: ".length()));
                } else if (line.startsWith(": ")) {
                    names.add(":");
                }
            }
            return names;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void cluster_comesAtOnceAndWithEachSecond() throws Exception {
        try (Listener listener = new Listener("/v1/events", 0)) {
            assertThat(listener.names(1)).containsExactly("cluster");
            hub.api.tick();
            hub.api.tick();
            assertThat(listener.names(3)).containsExactly("cluster", ":", "cluster");
        }
    }

    @Test
    void job_beginsWithASnapshotAndEndsWithItsEnd() throws Exception {
        try (Listener listener = new Listener("/v1/jobs/" + RUNNING + "/events", 0)) {
            assertThat(listener.names(1)).containsExactly("snapshot");
            hub.api.tick();
            assertThat(listener.names(2)).containsExactly("update", ":");
            hub.views.end(RUNNING);
            hub.api.tick();
            assertThat(listener.names(1)).containsExactly("end");
            await(() -> hub.get("/metrics").body().contains("winnow_hub_event_streams 0\n"));
        }
    }

    @Test
    void job_thatIsOver_isTold_andNotTwice() throws Exception {
        HttpResponse<String> answer = hub.get("/v1/jobs/" + DONE + "/events");
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        assertThat(answer.body()).startsWith("event: snapshot\nid: ").contains("\n\nevent: end\nid: end\ndata: {");
        assertThat(hub.get("/v1/jobs/" + DONE + "/events", "Last-Event-ID", "end")
                        .statusCode())
                .isEqualTo(204);
        assertThat(code(hub.get("/v1/jobs/20261124-100000-000zz/events"))).isEqualTo("404 no-such-job");
    }

    @Test
    void streams_haveALimit() throws Exception {
        List<Listener> listeners = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            Listener listener = new Listener("/v1/events", 0);
            listener.names(1);
            listeners.add(listener);
        }
        HttpResponse<String> answer = hub.get("/v1/events");
        assertThat(code(answer)).isEqualTo("429 too-many-streams");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        for (Listener listener : listeners) {
            listener.close();
        }
        await(() -> {
            hub.api.tick(); // that a client has gone is seen when something is written
            return hub.get("/metrics").body().contains("winnow_hub_event_streams 0\n");
        });
    }

    @Test
    void aClientThatReadsNothing_isDropped_andSlowsNobody() throws Exception {
        try (Listener deaf = new Listener("/v1/events", 1024);
                Listener listener = new Listener("/v1/events", 0)) {
            deaf.names(1);
            listener.names(1);
            int ticks = 0;
            while (!streams(1)) {
                assertThat(ticks++).isLessThan(200_000);
                hub.api.tick();
                listener.names(1); // never kept waiting
            }
            hub.api.tick();
            assertThat(listener.names(1)).isNotEmpty();
        }
    }

    private boolean streams(int count) throws Exception {
        return hub.get("/metrics").body().contains("winnow_hub_event_streams " + count + "\n");
    }
}
