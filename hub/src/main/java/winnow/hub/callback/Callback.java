package winnow.hub.callback;

import java.net.URI;
import java.util.Base64;
import java.util.Locale;
import winnow.protocol.ExitCode;

/**
 * Whom to call, and the secret that the call is signed with. Cannot be built wrong.
 *
 * @param secret {@code whsec_} and 24 to 64 bytes in Base64
 */
public record Callback(String url, String secret) {
    private static final String PREFIX = "whsec_";

    public Callback {
        if (!isHttp(url)) {
            throw ExitCode.USAGE.because(
                    "the callback's url must be http:// or https://, with a host and without a user");
        }
        int bytes = secret.startsWith(PREFIX) ? key(secret).length : 0;
        if (bytes < 24 || bytes > 64) {
            throw ExitCode.USAGE.because("the callback's secret must be '" + PREFIX
                    + "' and 24 to 64 bytes in Base64, as Standard Webhooks" + " has it");
        }
    }

    private static boolean isHttp(String url) {
        try {
            URI uri = URI.create(url);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            return (scheme.equals("http") || scheme.equals("https"))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    URI uri() {
        return URI.create(url);
    }

    byte[] key() {
        return key(secret);
    }

    private static byte[] key(String secret) {
        try {
            return Base64.getDecoder().decode(secret.substring(PREFIX.length()));
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** The secret is nobody's business. */
    @Override
    public String toString() {
        return "callback to " + url;
    }
}
