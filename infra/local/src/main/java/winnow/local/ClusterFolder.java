package winnow.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import winnow.protocol.ExitCode;
import winnow.protocol.kafka.Json;

/**
 * Where the cluster keeps what it must not forget:
 *
 * <pre>
 * cluster.json              what was wanted and which processes run ({@link ClusterState})
 * lock                      held by the 'up' or 'down' that is at work
 * broker/, broker-2/ …      what each broker keeps ({@link BrokerFolder})
 * logs/broker.log, logs/instance-1.log …
 * </pre>
 */
record ClusterFolder(Path home) {
    ClusterFolder {
        home = home.toAbsolutePath().normalize();
    }

    BrokerFolder of(BrokerNode node) {
        return new BrokerFolder(home.resolve(node.name()));
    }

    /** @throws winnow.protocol.StopException USAGE if no broker can have its folder there */
    BrokerData data(BrokerLayout layout) {
        return new BrokerData(layout.nodes().stream().map(this::of).toList());
    }

    Path log(String process) {
        return home.resolve("logs").resolve(process + ".log");
    }

    private Path stateFile() {
        return home.resolve("cluster.json");
    }

    /** Empty before the first {@code up}. */
    Optional<ClusterState> read() {
        try {
            return Optional.of(Json.read(Files.readAllBytes(stateFile()), ClusterState.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw ExitCode.FAILED.because(
                    "cannot read " + stateFile() + ": it says which processes 'winnow down' may stop; if none of them"
                            + " runs, delete it (" + firstLine(e.getMessage()) + ")",
                    e);
        }
    }

    void write(ClusterState state) {
        replace(stateFile(), Json.writePretty(state));
    }

    /** Writes a file so that a reader sees the old one or the new one, never a part. */
    void replace(Path file, String content) {
        Path next = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(next, content, StandardCharsets.UTF_8);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw cannotWrite(file, e);
        }
    }

    void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw cannotWrite(file, e);
        }
    }

    /** Works while no other process works on this cluster. */
    <T> T alone(Supplier<T> work) {
        Path file = home.resolve("lock");
        try {
            Files.createDirectories(home);
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                if (tryLock(channel) == null) {
                    throw ExitCode.FAILED.because("another 'winnow up' or 'winnow down' is at work on " + home
                            + ": wait until it has ended, then try again");
                }
                // the lock goes with the channel
                return work.get();
            }
        } catch (IOException e) {
            throw cannotWrite(file, e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by another thread of this process
        }
    }

    private static RuntimeException cannotWrite(Path file, IOException e) {
        return ExitCode.FAILED.because(
                "cannot write " + file + ": " + e.getMessage() + "; the folder must be writable and its disk not full",
                e);
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "unreadable" : message.lines().findFirst().orElse("");
    }
}
