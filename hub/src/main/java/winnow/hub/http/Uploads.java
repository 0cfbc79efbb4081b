package winnow.hub.http;

import io.javalin.http.Context;
import jakarta.servlet.MultipartConfigElement;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;

/** Takes what users send straight to the disk; never more than a buffer of it is in memory. */
final class Uploads {
    private static final int BUFFER_BYTES = 64 << 10;

    private final Path folder;
    private final long mostBytes;

    /** @param sha256 in hex */
    record Upload(Path file, String sha256) {}

    Uploads(Path folder, long mostBytes) {
        this.folder = folder;
        this.mostBytes = mostBytes;
    }

    /** The same, for smaller ones. */
    Uploads of(long bytes) {
        return new Uploads(folder, Math.min(bytes, mostBytes));
    }

    /** What a request says its body is, without parameters; never null. */
    static String type(Context ctx) {
        return String.valueOf(ctx.req().getContentType())
                .replaceAll(";.*", "")
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    /** How the parts of a multipart request are kept until they are read: large ones on the disk. */
    MultipartConfigElement parts() throws IOException {
        return new MultipartConfigElement(
                Files.createDirectories(folder).toString(), mostBytes, mostBytes, BUFFER_BYTES);
    }

    /** @param name of the file, in a folder of its own */
    Upload take(Context ctx, String name) throws IOException {
        if (ctx.req().getContentLengthLong() > mostBytes) {
            throw Problem.tooLarge(mostBytes);
        }
        try (InputStream in = ctx.req().getInputStream()) {
            return take(in, name);
        }
    }

    Upload take(InputStream in, String name) throws IOException {
        Path file = Files.createDirectories(folder.resolve(UUID.randomUUID().toString()))
                .resolve(name);
        MessageDigest digest = sha256();
        try (OutputStream out = new DigestOutputStream(Files.newOutputStream(file), digest)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            long bytes = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes += read;
                if (bytes > mostBytes) {
                    throw Problem.tooLarge(mostBytes);
                }
                out.write(buffer, 0, read);
            }
        } catch (IOException | RuntimeException e) {
            drop(file);
            throw e;
        }
        return new Upload(file, HexFormat.of().formatHex(digest.digest()));
    }

    static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Removes what nobody has taken over. */
    void drop(Path file) throws IOException {
        Files.deleteIfExists(file);
        Path own = file.getParent();
        if (own != null) {
            Files.deleteIfExists(own);
        }
    }
}
