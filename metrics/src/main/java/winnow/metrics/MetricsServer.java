package winnow.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A few pages over HTTP, each made when it is asked for, by daemon threads of its own. */
final class MetricsServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(MetricsServer.class);

    /** One that reads slowly must not keep others out; nobody needs more. */
    private static final int THREADS = 4;

    private final HttpServer server;
    private final ThreadPoolExecutor threads;
    private final Map<String, Supplier<Page>> pages;
    private final String address;

    /** What is answered. */
    record Page(int code, String type, String text) {
        static Page ok(String type, String text) {
            return new Page(200, type, text);
        }

        static Page plain(int code, String sentence) {
            return new Page(code, "text/plain; charset=utf-8", sentence + "\n");
        }
    }

    private MetricsServer(HttpServer server, BindAddress bind, Map<String, Supplier<Page>> pages) {
        this.server = server;
        this.pages = pages;
        this.address = bind.announced(server.getAddress());
        this.threads =
                new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "metrics");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** To be called by a daemon thread: the server's own thread becomes what that one is. */
    static MetricsServer start(BindAddress bind, Map<String, Supplier<Page>> pages) throws IOException {
        MetricsServer made = new MetricsServer(HttpServer.create(bind.socketAddress(), 0), bind, pages);
        made.server.setExecutor(made.threads);
        made.server.createContext("/", made::answer);
        made.server.start();
        return made;
    }

    /** {@code host:port}, for others. */
    String address() {
        return address;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Page page = page(exchange);
            byte[] bytes = page.text().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", page.type());
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().set("Content-Length", Integer.toString(bytes.length));
                exchange.sendResponseHeaders(page.code(), -1);
            } else {
                exchange.sendResponseHeaders(page.code(), bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    private Page page(HttpExchange exchange) {
        String method = exchange.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            return Page.plain(405, "pages are only read here");
        }
        Supplier<Page> found = pages.get(exchange.getRequestURI().getPath());
        if (found == null) {
            return Page.plain(404, "there are " + String.join(", ", pages.keySet()));
        }
        try {
            return found.get();
        } catch (RuntimeException e) {
            log.warn("{} cannot be answered", exchange.getRequestURI().getPath(), e);
            return Page.plain(500, "a defect in Winnow, the program's log tells more: " + e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
