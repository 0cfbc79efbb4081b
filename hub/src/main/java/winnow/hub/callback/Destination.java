package winnow.hub.callback;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import winnow.protocol.ExitCode;

/** Where callbacks may go: not into the network that the hub is in, unless that is allowed. */
final class Destination {
    private final boolean privateAllowed;

    Destination(boolean privateAllowed) {
        this.privateAllowed = privateAllowed;
    }

    /**
     * The address to connect to. It is looked up here and nowhere else: a name that means another address a moment later
     * cannot lead the call astray.
     *
     * @throws winnow.protocol.StopException with USAGE if one of its addresses is not allowed
     */
    InetAddress resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = InetAddress.getAllByName(host.replaceAll("^\\[|]$", ""));
        for (InetAddress address : addresses) {
            if (!privateAllowed && isPrivate(address)) {
                throw ExitCode.USAGE.because("callbacks to " + host + " are not allowed: its address "
                        + address.getHostAddress() + " is private; --private-callbacks allows them");
            }
        }
        return addresses[0];
    }

    static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        boolean special = address instanceof Inet6Address
                // unique local, and IPv4 addresses behind a translator
                ? (first & 0xfe) == 0xfc || (first == 0x00 && second == 0x64) || (first == 0x20 && second == 0x02)
                // this network, carriers' own, benchmarks, reserved and broadcast
                : first == 0
                        || (first == 100 && (second & 0xc0) == 64)
                        || (first == 198 && (second & 0xfe) == 18)
                        || first >= 240;
        return special
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress();
    }
}
