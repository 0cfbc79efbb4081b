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
            assertThatThrownBy(() -> Port.BROKER.requireFree(port, 20000))
                    .asInstanceOf(type(StopException.class))
                    .satisfies(stop -> assertThat(stop.exitCode()).isEqualTo(ExitCode.USAGE))
                    .extracting(Throwable::getMessage)
                    .asString()
                    .contains("port " + port + " is taken", "BROKER_PORT=30000", "--broker-port 30000");
        }
        Port.BROKER.requireFree(port, 20000);
    }

    @Test
    void require_refusesWhatIsNoPort() {
        Port.CONTROLLER.require(1, 0);
        Port.CONTROLLER.require(65535, 0);
        Port.CONTROLLER.require(65531, 4);
        assertThatThrownBy(() -> Port.CONTROLLER.require(0, 0)).hasMessageContaining("--controller-port");
        assertThatThrownBy(() -> Port.CONTROLLER.require(65536, 0)).hasMessageContaining("1 to 65535, not 65536");
        assertThatThrownBy(() -> Port.CONTROLLER.require(65532, 4)).hasMessageContaining("1 to 65531, not 65532");
    }
}
