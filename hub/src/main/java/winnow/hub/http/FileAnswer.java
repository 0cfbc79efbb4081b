package winnow.hub.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sends a file: as a whole, a range of it, or compressed. Never more than a buffer of it is in memory.
 *
 * @param name under which a browser would keep it
 * @param sha256 in hex, if it is known; a file that still grows has none
 */
record FileAnswer(
        Path file, String name, String type, @Nullable String sha256) {
    private static final int BUFFER_BYTES = 64 << 10;

    void send(Context ctx) throws IOException {
        long size = Files.size(file);
        ctx.header("Content-Type", type);
        ctx.header("Content-Disposition", "attachment; filename=\"" + name + "\"");
        ctx.header("Vary", "Accept-Encoding");
        ctx.header("Accept-Ranges", "bytes");
        if (sha256 != null) {
            ctx.header("ETag", '"' + sha256 + '"');
        }
        String range = range(ctx);
        ContentCoding coding = ContentCoding.of(ctx.req().getHeader("Accept-Encoding"));
        if (range != null) {
            sendRange(ctx, range, size);
        } else if (coding != ContentCoding.IDENTITY) {
            // another representation than the one whose digest is known
            ctx.header("Content-Encoding", coding.token());
            if (sha256 != null) {
                ctx.header("ETag", '"' + sha256 + "-" + coding.token() + '"');
            }
            if (!ctx.method().equals(HandlerType.HEAD)) {
                try (OutputStream out = coding.compressing(ctx.res().getOutputStream())) {
                    copy(0, size, out);
                }
            }
        } else {
            digest(ctx);
            ctx.res().setContentLengthLong(size);
            write(ctx, 0, size);
        }
    }

    /** The range that is asked for; null for the whole file. */
    private @Nullable String range(Context ctx) {
        String range = ctx.req().getHeader("Range");
        String condition = ctx.req().getHeader("If-Range");
        boolean holds = condition == null || (sha256 != null && condition.equals('"' + sha256 + '"'));
        return range != null && holds && Range.isUnderstood(range) ? range : null;
    }

    private void sendRange(Context ctx, String header, long size) throws IOException {
        Optional<Range> range = Range.of(header, size);
        if (range.isEmpty()) {
            throw new Problem(
                            HttpStatus.RANGE_NOT_SATISFIABLE,
                            "range-not-satisfiable",
                            "the file has " + size + " bytes, and '" + header + "' asks for none of them")
                    .with("Content-Range", "bytes */" + size);
        }
        Range part = range.get();
        digest(ctx);
        ctx.res().setStatus(HttpStatus.PARTIAL_CONTENT.getCode());
        ctx.header("Content-Range", "bytes " + part.first() + "-" + part.last() + "/" + size);
        ctx.res().setContentLengthLong(part.length());
        write(ctx, part.first(), part.length());
    }

    /** RFC 9530: of the whole file, whatever part of it is sent. */
    private void digest(Context ctx) {
        if (sha256 != null) {
            String bytes = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256));
            ctx.header("Repr-Digest", "sha-256=:" + bytes + ":");
        }
    }

    private void write(Context ctx, long from, long length) throws IOException {
        if (!ctx.method().equals(HandlerType.HEAD)) {
            copy(from, length, ctx.res().getOutputStream());
        }
    }

    private void copy(long from, long length, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            in.skipNBytes(from);
            for (long left = length; left > 0; ) {
                int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (read < 0) {
                    throw new IOException(file + " became shorter while it was sent");
                }
                out.write(buffer, 0, read);
                left -= read;
            }
        }
    }
}
