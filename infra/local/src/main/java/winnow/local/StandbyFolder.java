package winnow.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import winnow.protocol.kafka.Json;

/**
 * Where processes that wait for a program to run are found:
 *
 * <pre>
 * 1234.json   process 1234 is free ({@link Standby}): whoever deletes the file has it to himself
 * 1234.sock   where it listens
 * </pre>
 *
 * Any thread, any process.
 */
record StandbyFolder(Path path) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** So many bytes macOS has room for in the address of a socket; Linux has 107. */
    private static final int LONGEST_ADDRESS_BYTES = 103;

    private static final String FREE = ".json";
    private static final String LISTENS = ".sock";

    static StandbyFolder in(Path home) {
        return new StandbyFolder(home.toAbsolutePath().normalize().resolve("standby"));
    }

    /** Whether a socket can lie here. */
    boolean hasShortName() {
        return socket(Long.MAX_VALUE).toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_ADDRESS_BYTES;
    }

    Path socket(long pid) {
        return path.resolve(pid + LISTENS);
    }

    private Path freeFile(long pid) {
        return path.resolve(pid + FREE);
    }

    /** Makes it, for its owner alone: whoever can call a process can have it run something. */
    void make() {
        try {
            Files.createDirectories(path);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + path, e);
        }
    }

    /** Says that it is free. */
    void offer(Standby standby) {
        Path file = freeFile(standby.process().pid());
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.write(part, Json.write(standby));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot offer a process in " + path, e);
        }
    }

    boolean isOffered(ProcessRecord process) {
        return Files.exists(freeFile(process.pid()));
    }

    /** Takes it away from all others, if it is still free. */
    boolean claim(Standby standby) {
        try {
            return Files.deleteIfExists(freeFile(standby.process().pid()));
        } catch (IOException e) {
            return false;
        }
    }

    /** Those that are free and alive, the one that has lived longest first; what others have left is cleared away. */
    List<Standby> free() {
        clearSockets();
        List<Standby> free = new ArrayList<>();
        for (Path file : files(FREE)) {
            read(file).ifPresent(standby -> {
                if (standby.process().alive()) {
                    free.add(standby);
                } else {
                    clear(standby.process().pid());
                }
            });
        }
        free.sort(Comparator.comparing(standby -> standby.process().started()));
        return free;
    }

    /** One that is killed cannot take its socket away. */
    private void clearSockets() {
        for (Path socket : files(LISTENS)) {
            String name = socket.getFileName().toString();
            long pid = Long.parseLong(name.substring(0, name.length() - LISTENS.length()));
            if (ProcessHandle.of(pid).isEmpty()) {
                clear(pid);
            }
        }
    }

    /** Ends all that are free, and returns when they are gone. */
    void stopFree() {
        List<ProcessRecord> claimed =
                free().stream().filter(this::claim).map(Standby::process).toList();
        ProcessRecord.stop(claimed, PATIENCE);
        claimed.forEach(process -> clear(process.pid()));
    }

    /** Forgets one that is gone. */
    void clear(long pid) {
        try {
            Files.deleteIfExists(freeFile(pid));
            Files.deleteIfExists(socket(pid));
        } catch (IOException e) {
            // somebody else does, later
        }
    }

    private List<Path> files(String ending) {
        try (Stream<Path> all = Files.list(path)) {
            return all.filter(file -> file.toString().endsWith(ending)).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look into " + path, e);
        }
    }

    private static Optional<Standby> read(Path file) {
        try {
            return Optional.of(Json.read(Files.readAllBytes(file), Standby.class));
        } catch (IOException e) {
            return Optional.empty(); // claimed meanwhile
        }
    }
}
