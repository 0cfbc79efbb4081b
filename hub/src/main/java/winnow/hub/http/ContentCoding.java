package winnow.hub.http;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** How a file's bytes travel: as they are, or compressed on the way. */
enum ContentCoding {
    /** The better one first: it is taken where a client likes both as much. */
    ZSTD,
    GZIP,
    IDENTITY;

    private static final int BUFFER_BYTES = 64 << 10;

    /**
     * The one that a client likes best. Only codings that it names count: whoever says {@code *} or nothing gets the bytes
     * that the digest is of.
     *
     * @param accepted the header Accept-Encoding (RFC 9110, 12.5.3)
     */
    static ContentCoding of(@Nullable String accepted) {
        ContentCoding best = IDENTITY;
        double bestQuality = quality(accepted, IDENTITY);
        for (ContentCoding coding : new ContentCoding[] {GZIP, ZSTD}) {
            double quality = quality(accepted, coding);
            if (quality > 0 && quality >= bestQuality) {
                best = coding;
                bestQuality = quality;
            }
        }
        return best;
    }

    /** 0 for one that is not named, or whose quality is no number. */
    private static double quality(@Nullable String accepted, ContentCoding coding) {
        if (accepted == null) {
            return 0;
        }
        for (String item : accepted.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = item.split(";", -1);
            if (parts[0].strip().equals(coding.token())) {
                return quality(parts);
            }
        }
        return 0;
    }

    private static double quality(String[] parts) {
        for (int part = 1; part < parts.length; part++) {
            String parameter = parts[part].replaceAll("\\s", "");
            if (parameter.startsWith("q=")) {
                return parameter.matches("q=(0(\\.\\d*)?|1(\\.0*)?)") ? Double.parseDouble(parameter.substring(2)) : 0;
            }
        }
        return 1;
    }

    /** As it stands in headers. */
    String token() {
        return name().toLowerCase(Locale.ROOT);
    }

    OutputStream compressing(OutputStream out) throws IOException {
        return switch (this) {
            case ZSTD -> new ZstdOutputStream(out);
            case GZIP -> new GZIPOutputStream(out, BUFFER_BYTES);
            case IDENTITY -> out;
        };
    }
}
