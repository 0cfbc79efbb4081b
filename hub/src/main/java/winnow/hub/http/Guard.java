package winnow.hub.http;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import winnow.protocol.kafka.Announcer;

/**
 * Who is let in. A page of another site may make a browser ask here, by its own name (then the Host is not ours) or by
 * ours (then the Origin is not): neither is answered.
 */
final class Guard {
    private static final String BEARER = "Bearer ";
    private static final Pattern IP = Pattern.compile("[0-9.]+|\\[[0-9a-fA-F:.%]+]");

    private final Tokens tokens;
    private final Set<String> names;

    /** @param bound the name or address that the hub listens on */
    Guard(Tokens tokens, String bound) {
        this.tokens = tokens;
        this.names = Stream.of("localhost", bound, Announcer.hostName())
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether only this machine can reach what listens there. */
    static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    void checkSource(Context ctx) {
        String host = ctx.req().getHeader("Host");
        if (host == null || !isOurs(withoutPort(host))) {
            throw new Problem(
                    HttpStatus.MISDIRECTED_REQUEST,
                    "unknown-host",
                    "this hub is not called '" + host + "': use its address, or the name that it is bound to");
        }
        String origin = ctx.req().getHeader("Origin");
        if (origin != null && !isSame(origin, host)) {
            throw new Problem(
                    HttpStatus.FORBIDDEN, "foreign-origin", "requests from pages of " + origin + " are not answered");
        }
    }

    /** A rebound name is never an address. */
    private boolean isOurs(String host) {
        return IP.matcher(host).matches() || names.contains(host.toLowerCase(Locale.ROOT));
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }

    private static boolean isSame(String origin, String host) {
        try {
            return host.equalsIgnoreCase(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    void checkToken(Context ctx) {
        if (!tokens.needed() || ctx.routeRoles().isEmpty() || ctx.routeRoles().contains(Access.PUBLIC)) {
            return;
        }
        Access access = access(ctx.req().getHeader("Authorization"));
        if (access == Access.READ && ctx.routeRoles().contains(Access.SUBMIT)) {
            throw new Problem(HttpStatus.FORBIDDEN, "role", "this token may read only: use one with the role submit");
        }
    }

    private Access access(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw unauthorized("send the header 'Authorization: Bearer <token>'");
        }
        return tokens.access(authorization.substring(BEARER.length()).strip())
                .orElseThrow(() -> unauthorized("this token is not known"));
    }

    private static Problem unauthorized(String detail) {
        return new Problem(HttpStatus.UNAUTHORIZED, "no-token", detail).with("WWW-Authenticate", "Bearer");
    }
}
