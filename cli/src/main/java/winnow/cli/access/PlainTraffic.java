package winnow.cli.access;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import winnow.protocol.ExitCode;

/** What anybody on the way could read and change: it stays within this machine, or somebody has said that it may leave. */
public final class PlainTraffic {
    private static final Set<String> PLAIN = Set.of("PLAINTEXT", "SASL_PLAINTEXT");

    private PlainTraffic() {}

    public static boolean isPlain(String securityProtocol) {
        return PLAIN.contains(securityProtocol);
    }

    /**
     * The addresses of these that are not this machine's own.
     *
     * @param addresses {@code host:port}, separated by commas
     */
    static Set<String> offLoopback(String addresses) {
        Set<String> off = new TreeSet<>();
        for (String address : addresses.split(",", -1)) {
            String trimmed = address.trim();
            int colon = trimmed.lastIndexOf(':');
            if (!trimmed.isEmpty() && !isLoopback(colon < 0 ? trimmed : trimmed.substring(0, colon))) {
                off.add(trimmed);
            }
        }
        return off;
    }

    /** @param host a name or an address; a name that nobody knows might become anything */
    public static boolean isLoopback(String host) {
        try {
            return !host.isEmpty()
                    && Stream.of(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** @throws winnow.protocol.StopException USAGE if a client would speak in plain to another machine */
    public static void refuse(String bootstrap, String securityProtocol) {
        Set<String> off = isPlain(securityProtocol) ? offLoopback(bootstrap) : Set.of();
        if (!off.isEmpty()) {
            throw ExitCode.USAGE.because("what goes to " + String.join(", ", off)
                    + " would be plain (security.protocol="
                    + securityProtocol + "), for all on the way to read and change: name a file with TLS settings"
                    + " by --kafka-config, or say --allow-plaintext");
        }
    }
}
