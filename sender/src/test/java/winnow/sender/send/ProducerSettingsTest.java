package winnow.sender.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.VoidSerializer;
import org.junit.jupiter.api.Test;
import winnow.protocol.job.CutRule;
import winnow.protocol.kafka.ClientSettings;

final class ProducerSettingsTest {

    @Test
    void of_isWhatTheDesignNeeds() {
        assertThat(ProducerSettings.of(ClientSettings.of("here:9092"), CutRule.DEFAULT))
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("bootstrap.servers", "here:9092"),
                        Map.entry("enable.idempotence", true),
                        Map.entry("acks", "all"),
                        Map.entry("max.request.size", 2_674_688),
                        Map.entry("batch.size", 524_288),
                        Map.entry("buffer.memory", 33_554_432L),
                        Map.entry("delivery.timeout.ms", Integer.MAX_VALUE),
                        Map.entry("max.block.ms", 600_000),
                        Map.entry("compression.type", "none"),
                        Map.entry("metric.reporters", ""),
                        Map.entry("enable.metrics.push", false),
                        Map.entry("send.buffer.bytes", -1),
                        Map.entry("receive.buffer.bytes", -1)));
    }

    @Test
    void of_makesSettingsThatKafkaTakesForAnyRule() {
        for (CutRule cut : new CutRule[] {
            CutRule.DEFAULT, new CutRule(1, 1, 1), new CutRule(20_000, 16 << 20, 16 << 20), new CutRule(1, 16 << 20, 1)
        }) {
            Map<String, Object> settings = ProducerSettings.of(ClientSettings.of("here:9092"), cut);
            settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, VoidSerializer.class);
            settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, VoidSerializer.class);
            ProducerConfig config = new ProducerConfig(settings);

            int batch = config.getInt(ProducerConfig.BATCH_SIZE_CONFIG);
            assertThat(batch).isLessThanOrEqualTo(config.getInt(ProducerConfig.MAX_REQUEST_SIZE_CONFIG));
            assertThat(batch).isGreaterThan(cut.bytes());
            assertThat(config.getLong(ProducerConfig.BUFFER_MEMORY_CONFIG))
                    .isGreaterThanOrEqualTo(2L * cut.maxFrameBytes());
        }
    }

    @Test
    void of_letsTheUserTuneButNotLoosenWhatKeepsResultsExact() {
        ClientSettings tuned = new ClientSettings("here:9092", Map.of("linger.ms", "50", "compression.type", "lz4"));
        assertThat(ProducerSettings.of(tuned, CutRule.DEFAULT))
                .containsEntry("linger.ms", "50")
                .containsEntry("compression.type", "lz4");

        ClientSettings loose = new ClientSettings("here:9092", Map.of("acks", "1"));
        assertThatThrownBy(() -> ProducerSettings.of(loose, CutRule.DEFAULT)).hasMessageContaining("acks=1 (-X");
    }
}
