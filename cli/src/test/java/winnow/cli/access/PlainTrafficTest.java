package winnow.cli.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;

class PlainTrafficTest {
    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:9092", "localhost:9092", "[::1]:9092", "127.0.0.1:9092,127.0.0.2:9094"})
    void refuse_letsThisMachineSpeakToItself(String bootstrap) {
        assertThatCode(() -> PlainTraffic.refuse(bootstrap, "PLAINTEXT")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.1:9092", "127.0.0.1:9092,192.0.2.1:9092", "no.such.host.invalid:9092"})
    void refuse_namesWhatLeavesThisMachineInPlain(String bootstrap) {
        for (String plain : new String[] {"PLAINTEXT", "SASL_PLAINTEXT"}) {
            assertThatThrownBy(() -> PlainTraffic.refuse(bootstrap, plain))
                    .isInstanceOfSatisfying(
                            StopException.class,
                            stop -> assertThat(stop.exitCode()).isEqualTo(ExitCode.USAGE))
                    .hasMessageContaining(bootstrap.substring(bootstrap.indexOf(',') + 1))
                    .hasMessageContaining("--kafka-config")
                    .hasMessageContaining("--allow-plaintext");
        }
        assertThatCode(() -> PlainTraffic.refuse(bootstrap, "SSL")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PLAINTEXT://127.0.0.1:9092,CONTROLLER://localhost:9093",
                "SSL://:9092,CONTROLLER://0.0.0.0:9093",
                "EXTERNAL://kafka.invalid:9092 , CONTROLLER://127.0.0.1:9093"
            })
    void listeners_areProtectedOrThisMachinesOwn(String listeners) {
        String map = "CONTROLLER:" + (listeners.contains("0.0.0.0") ? "SSL" : "PLAINTEXT") + ",EXTERNAL:SSL";
        assertThatCode(() -> BrokerListener.refusePlain(
                        BrokerListener.of(Map.of("listeners", listeners, "listener.security.protocol.map", map))))
                .doesNotThrowAnyException();
    }

    @Test
    void listeners_thatOthersCouldHearArePointedOut() {
        assertRefused(Map.of(), "the listener PLAINTEXT is reachable from other machines (every address:9092)");
        assertRefused(
                Map.of("listeners", "SSL://:9092,CONTROLLER://0.0.0.0:9093"),
                "the listener CONTROLLER is reachable from other machines (0.0.0.0:9093) and speaks PLAINTEXT");
        assertRefused(Map.of("listeners", "9092"), "NAME://HOST:PORT");
    }

    private static void assertRefused(Map<String, String> settings, String sentence) {
        assertThatThrownBy(() -> BrokerListener.refusePlain(BrokerListener.of(settings)))
                .isInstanceOfSatisfying(
                        StopException.class, stop -> assertThat(stop.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessageContaining(sentence);
    }
}
