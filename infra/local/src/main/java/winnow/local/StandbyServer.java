package winnow.local;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import winnow.protocol.kafka.Json;

/**
 * The process that waits: runs the programs that it is given, one after another, as if each had a process of its own.
 * It goes on waiting only after one that has ended well, as one that failed may have left something behind; and it ends
 * when nobody can find it any more, or would see to what it runs.
 */
public final class StandbyServer {
    /** Between being taken and being called a process is neither free nor busy, so it takes two looks. */
    private static final Duration LOOK = Duration.ofSeconds(5);
    /** What the shell says of a process that was told to stop. */
    private static final int TERMINATED = 128 + 15;

    private final StandbyFolder folder;
    private final ToIntFunction<List<String>> programs;
    private final ProcessRecord ourselves = ProcessRecord.ofOurselves();
    /** Null when no program runs, or when its caller has been told how it ended. */
    private final AtomicReference<@Nullable StandbyLine> working = new AtomicReference<>();

    private volatile boolean busy;

    /**
     * @param home the cluster's folder
     * @param programs runs one and returns its exit code, in the calling thread; told of its arguments
     */
    public StandbyServer(Path home, ToIntFunction<List<String>> programs) {
        this.folder = StandbyFolder.in(home);
        this.programs = programs;
    }

    /** Returns when this process is to end. */
    public void serve() throws IOException {
        Path socket = folder.socket(ourselves.pid());
        Files.deleteIfExists(socket); // of a process of this number that is long gone
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            Runtime.getRuntime().addShutdownHook(new Thread(this::terminated, "standby-terminated"));
            closeWhenForgotten(server);
            boolean free = true;
            while (free) {
                try (StandbyLine line = new StandbyLine(server.accept())) {
                    busy = true;
                    free = work(line);
                    busy = false;
                } catch (IOException e) {
                    return; // whoever called is gone, or nobody can call any more
                }
            }
        }
    }

    /** @return whether this process is free again */
    private boolean work(StandbyLine line) throws IOException {
        line.write(StandbyLine.HERE);
        String said = line.read();
        if (said == null) {
            return true; // whoever called has changed his mind
        }
        Assignment assignment = Json.read(said.getBytes(StandardCharsets.UTF_8), Assignment.class);
        working.set(line);
        int code = run(assignment);
        if (terminating() || !working.compareAndSet(line, null)) {
            return false; // how the program ended says nothing then, and what there is to say is said
        }
        line.write(Integer.toString(code));
        if (code != 0 || !StandbyLine.SEEN.equals(line.read()) || folder.free().size() >= StandbyPool.AT_REST) {
            return false;
        }
        folder.offer(assignment.standby());
        return true;
    }

    /** All that is printed meanwhile goes to the program's log. */
    private int run(Assignment assignment) throws IOException {
        PrintStream out = System.out;
        PrintStream err = System.err;
        try (PrintStream log =
                new PrintStream(new FileOutputStream(assignment.log(), true), true, StandardCharsets.UTF_8)) {
            System.setOut(log);
            System.setErr(log);
            return programs.applyAsInt(assignment.arguments());
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    /** Told to stop, whatever the program makes of that. */
    private void terminated() {
        StandbyLine line = working.getAndSet(null);
        if (line != null) {
            try {
                line.write(Integer.toString(TERMINATED));
            } catch (IOException e) {
                // nobody is there to be told
            }
        }
        folder.clear(ourselves.pid());
    }

    /** Whether this JVM is about to end. There is no other way to ask. */
    private static boolean terminating() {
        try {
            Thread never = new Thread();
            Runtime.getRuntime().addShutdownHook(never);
            Runtime.getRuntime().removeShutdownHook(never);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    /** Nobody can call it then, and nobody would end it. */
    private void closeWhenForgotten(ServerSocketChannel server) {
        Thread watch = new Thread(
                () -> {
                    int looks = 0;
                    try {
                        while (looks < 2) {
                            Thread.sleep(LOOK.toMillis());
                            looks = busy || folder.isOffered(ourselves) ? 0 : looks + 1;
                        }
                        server.close();
                    } catch (InterruptedException | IOException e) {
                        // it waits on, until it is killed
                    }
                },
                "standby-forgotten");
        watch.setDaemon(true);
        watch.start();
    }
}
