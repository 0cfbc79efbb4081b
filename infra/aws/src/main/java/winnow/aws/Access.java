package winnow.aws;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What the caller may reach, and nobody else.
 *
 * @param address the caller's, IPv4
 * @param hubPort of the metrics host
 * @param publicKey one line as ssh-keygen writes it
 */
record Access(String address, int hubPort, String publicKey) {
    /** Addresses and a key that nobody has (RFC 5737), to show and to test what would be made. */
    static Access nobodys() {
        return new Access(
                "192.0.2.1",
                Hub.PORT,
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA nobody");
    }

    /** Enough of it to see that a key is another. */
    String keyDigest() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(publicKey.strip().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
