package winnow.metrics;

import java.net.InetSocketAddress;
import winnow.protocol.ExitCode;
import winnow.protocol.kafka.Announcer;

/**
 * Where an HTTP server listens.
 *
 * @param port 0 for any that is free
 */
public record BindAddress(String host, int port) {
    /** Only for this machine, and in nobody's way. */
    public static final BindAddress DEFAULT = new BindAddress("127.0.0.1", 0);

    private static final int MAX_PORT = 65_535;

    public BindAddress {
        if (host.isBlank() || port < 0 || port > MAX_PORT) {
            throw ExitCode.USAGE.because(refusal(host + ":" + port));
        }
    }

    /** @param text {@code HOST:PORT}, an IPv6 address in brackets */
    public static BindAddress of(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0 || (text.indexOf(':') != colon && !text.startsWith("["))) {
            throw ExitCode.USAGE.because(refusal(text));
        }
        try {
            return new BindAddress(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
        } catch (NumberFormatException e) {
            throw ExitCode.USAGE.because(refusal(text), e);
        }
    }

    private static String refusal(String text) {
        return "--metrics-bind takes HOST:PORT, such as 127.0.0.1:0, and not '" + text + "'";
    }

    InetSocketAddress socketAddress() {
        String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return new InetSocketAddress(name, port);
    }

    /** What others reach a server by that listens here. */
    String announced(InetSocketAddress bound) {
        String reached = bound.getAddress().isAnyLocalAddress() ? Announcer.hostName() : host;
        return reached + ":" + bound.getPort();
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
