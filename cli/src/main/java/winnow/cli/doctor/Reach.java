package winnow.cli.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;

/** Whether an address can be reached from this machine: its name is known, and somebody accepts connections. */
final class Reach {
    private static final Duration CONNECTS = Duration.ofSeconds(5);

    private Reach() {}

    /** @param address {@code host:port} */
    static Finding of(String subject, String address) {
        int colon = address.lastIndexOf(':');
        if (colon < 1 || !address.substring(colon + 1).matches("[0-9]{1,5}")) {
            return Finding.mend(subject, "'" + address + "' is no address and port, as in kafka-1.example.org:9092");
        }
        String host = address.substring(0, colon);
        InetAddress found;
        try {
            found = InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            return Finding.mend(
                    subject, "the name " + host + " is not known on this machine: put it into DNS or /etc/hosts");
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(found, Integer.parseInt(address.substring(colon + 1))), (int)
                    CONNECTS.toMillis());
            return Finding.ok(subject, address + " (" + found.getHostAddress() + ") accepts connections");
        } catch (IOException | IllegalArgumentException e) {
            return Finding.mend(
                    subject,
                    address + " (" + found.getHostAddress() + ") cannot be reached from here (" + e.getMessage()
                            + "): start what should listen there, or open the port in the firewalls on the way");
        }
    }
}
