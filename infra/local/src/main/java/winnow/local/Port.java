package winnow.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import winnow.protocol.ExitCode;

/** The two ports of the broker, and how the user chooses another. */
enum Port {
    BROKER("BROKER_PORT", "--broker-port"),
    CONTROLLER("CONTROLLER_PORT", "--controller-port");

    private final String variable;
    private final String option;

    Port(String variable, String option) {
        this.variable = variable;
        this.option = option;
    }

    void require(int port) {
        if (port < 1 || port > 65535) {
            throw ExitCode.USAGE.because(option + " must be from 1 to 65535, not " + port);
        }
    }

    /** Nobody may listen there. What is left of closed connections does not count: it does not hinder the broker. */
    void requireFree(int port) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw ExitCode.USAGE.because(
                    "port " + port + " is taken: choose another with " + variable + "=" + instead(port) + " (make) or "
                            + option + " " + instead(port),
                    e);
        }
    }

    /** One that was free a moment ago. */
    static int anyFree() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private static int instead(int port) {
        return port < 55000 ? port + 10000 : port - 10000;
    }
}
