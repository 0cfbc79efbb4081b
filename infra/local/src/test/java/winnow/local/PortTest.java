package winnow.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;

final class PortTest {
    @Test
    void requireFree_namesThePortAndTheWayOut() throws Exception {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
            assertThatThrownBy(() -> Port.BROKER.requireFree(port))
                    .asInstanceOf(type(StopException.class))
                    .satisfies(stop -> assertThat(stop.exitCode()).isEqualTo(ExitCode.USAGE))
                    .extracting(Throwable::getMessage)
                    .asString()
                    .contains("port " + port + " is taken", "BROKER_PORT=", "--broker-port ");
        }
        Port.BROKER.requireFree(port);
    }

    @Test
    void require_refusesWhatIsNoPort() {
        Port.CONTROLLER.require(1);
        Port.CONTROLLER.require(65535);
        assertThatThrownBy(() -> Port.CONTROLLER.require(0)).hasMessageContaining("--controller-port");
        assertThatThrownBy(() -> Port.CONTROLLER.require(65536)).hasMessageContaining("65536");
    }
}
