package winnow.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports for what runs beside others: any on which nobody listens. */
public final class FreePorts {
    private FreePorts() {}

    /** So many that were free a moment ago. All are held until the last is found: looked for one by one they may be the same. */
    public static int[] find(int count) {
        try {
            return find(new int[count], 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int[] find(int[] ports, int known) throws IOException {
        if (known == ports.length) {
            return ports;
        }
        try (ServerSocket held = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ports[known] = held.getLocalPort();
            return find(ports, known + 1);
        }
    }
}
