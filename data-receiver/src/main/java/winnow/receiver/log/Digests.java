package winnow.receiver.log;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of the two files that hold rows, in hex: what {@code sha256sum} prints. */
public record Digests(String log, String rejects) {
    static Digests of(MessageDigest log, MessageDigest rejects) {
        HexFormat hex = HexFormat.of();
        return new Digests(hex.formatHex(log.digest()), hex.formatHex(rejects.digest()));
    }

    /** A digest that goes on from the same bytes, while this one goes on for itself. */
    static MessageDigest copy(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("every Java's SHA-256 can be copied", e);
        }
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
