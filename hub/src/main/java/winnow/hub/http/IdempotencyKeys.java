package winnow.hub.http;

import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import winnow.protocol.job.JobId;
import winnow.protocol.kafka.Json;

/**
 * Which job was made for which key, so that a request that is sent again makes no second one. On disk, as a client may
 * send it again because the hub was killed; forgotten after a day. Any thread.
 */
final class IdempotencyKeys {
    private static final int LONGEST = 255;
    private static final Duration KEPT = Duration.ofHours(24);

    private final Path folder;
    private final Supplier<Instant> clock;
    private final Set<String> inUse = ConcurrentHashMap.newKeySet();

    /**
     * What a key was used for. It is written before the job is made, and again when that is done: a hub that is killed in
     * between leaves the id by which the next request finds the job, or makes it.
     *
     * @param fingerprint of the request, in hex
     * @param made whether nothing is left to do
     */
    record Used(JobId job, String fingerprint, boolean made) {}

    IdempotencyKeys(Path folder, Supplier<Instant> clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /** To be given back by {@link #end}. */
    void begin(String key) {
        if (key.isBlank() || key.length() > LONGEST) {
            throw Problem.badRequest("an Idempotency-Key has from 1 to " + LONGEST + " characters");
        }
        if (!inUse.add(key)) {
            throw new Problem(
                    HttpStatus.CONFLICT,
                    "idempotency-key-in-use",
                    "a request with this Idempotency-Key is being answered: wait for that answer");
        }
    }

    void end(String key) {
        inUse.remove(key);
    }

    /** What was, or should have been, made for this key within the last day. */
    Optional<Used> used(String key, String fingerprint) throws IOException {
        forgetOld();
        try {
            Used used = Json.read(Files.readAllBytes(file(key)), Used.class);
            if (!used.fingerprint().equals(fingerprint)) {
                throw new Problem(
                        HttpStatus.UNPROCESSABLE_CONTENT,
                        "idempotency-key-reused",
                        "this Idempotency-Key belongs to another request, which made job " + used.job());
            }
            return Optional.of(used);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    void keep(String key, Used used) throws IOException {
        Files.createDirectories(folder);
        Path file = file(key);
        Path part = file.resolveSibling(file.getFileName() + ".part");
        Files.write(part, Json.write(used));
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Nothing was made: the key may be used again. */
    void forget(String key) throws IOException {
        Files.deleteIfExists(file(key));
    }

    /** Also what a hub that was killed had not written whole. */
    private void forgetOld() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        FileTime oldest = FileTime.from(clock.get().minus(KEPT));
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                forgetIfOlder(file, oldest);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private static void forgetIfOlder(Path file, FileTime oldest) throws IOException {
        try {
            if (Files.getLastModifiedTime(file).compareTo(oldest) < 0) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            // another request has deleted it, or given it its name, in this moment
        }
    }

    private Path file(String key) {
        return folder.resolve(Uploads.sha256(key.getBytes(StandardCharsets.UTF_8)) + ".json");
    }
}
