package winnow.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import winnow.protocol.ExitCode;

/** The ports on which a cluster listens, and how the user chooses others. */
enum Port {
    BROKER("BROKER_PORT", "--broker-port"),
    CONTROLLER("CONTROLLER_PORT", "--controller-port"),
    HUB("HUB_PORT", "--hub-port");

    private static final int HIGHEST = 65535;

    private final String variable;
    private final String option;

    Port(String variable, String option) {
        this.variable = variable;
        this.option = option;
    }

    /**
     * @param first of the first broker, the one that the user chooses
     * @param above how far above it that of the last broker is
     */
    void require(int first, int above) {
        int highest = HIGHEST - above;
        if (first < 1 || first > highest) {
            throw ExitCode.USAGE.because(option + " must be from 1 to " + highest + ", not " + first);
        }
    }

    /**
     * Nobody may listen there. What is left of closed connections does not count: it does not hinder the broker.
     *
     * @param first of the first broker, the one that the user chooses
     */
    void requireFree(int port, int first) {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw ExitCode.USAGE.because(
                    "port " + port + " is taken: choose another with " + variable + "=" + instead(first) + " (make) or "
                            + option + " " + instead(first),
                    e);
        }
    }

    /** Whether somebody listens there, on this machine. */
    static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false; // not yet
        }
    }

    private static int instead(int port) {
        return port < 55000 ? port + 10000 : port - 10000;
    }
}
