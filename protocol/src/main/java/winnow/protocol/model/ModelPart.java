package winnow.protocol.model;

import org.jspecify.annotations.Nullable;

/**
 * Where a piece of a model belongs. It is the key of the piece's record, {@code <sha256>/<offset>}, so that a model that
 * is pushed twice is there once, and a record below any broker's limit.
 *
 * @param offset of the piece's first byte in the model
 */
public record ModelPart(String sha256, long offset) {
    /** Half of what a broker takes in one record unless told otherwise. */
    public static final int BYTES = 512 << 10;

    private static final char SEPARATOR = '/';

    public String key() {
        return sha256 + SEPARATOR + offset;
    }

    /** @return null if this is the key of something else */
    public static @Nullable ModelPart ofKey(String key) {
        int separator = key.indexOf(SEPARATOR);
        if (separator < 0) {
            return null;
        }
        try {
            return new ModelPart(key.substring(0, separator), Long.parseLong(key.substring(separator + 1)));
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
