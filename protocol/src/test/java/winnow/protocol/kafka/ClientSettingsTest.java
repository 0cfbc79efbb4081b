package winnow.protocol.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;

class ClientSettingsTest {

    @Test
    void merge_putsTheUserAboveDefaultsAndCorrectnessAboveAll() {
        ClientSettings settings = new ClientSettings("host:1", Map.of("linger.ms", "7", "acks", "all"));
        assertThat(settings.merge(Map.of("linger.ms", 5, "batch.size", 9), Map.of("acks", "all")))
                .containsOnly(
                        Map.entry("linger.ms", "7"),
                        Map.entry("batch.size", 9),
                        Map.entry("acks", "all"),
                        Map.entry("send.buffer.bytes", -1),
                        Map.entry("receive.buffer.bytes", -1),
                        Map.entry("metric.reporters", ""),
                        Map.entry("enable.metrics.push", false),
                        Map.entry("bootstrap.servers", "host:1"));
    }

    @Test
    void merge_refusesAClashWithWhatCorrectnessNeeds() {
        ClientSettings settings = new ClientSettings("host:1", Map.of("acks", "1"));
        assertThatThrownBy(() -> settings.merge(Map.of(), Map.of("acks", "all")))
                .isInstanceOfSatisfying(
                        StopException.class, stop -> assertThat(stop.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessageContaining("acks=1")
                .hasMessageContaining("acks=all");
    }
}
