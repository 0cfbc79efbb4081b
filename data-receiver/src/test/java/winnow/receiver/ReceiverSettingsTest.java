package winnow.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import winnow.protocol.job.Attempt;
import winnow.protocol.job.CutRule;
import winnow.protocol.job.JobId;
import winnow.protocol.kafka.ClientSettings;

class ReceiverSettingsTest {
    private static final JobId JOB = new JobId("20261123-092410-123k7");

    @Test
    void consumer_hasTheseSettings() {
        assertThat(ReceiverSettings.consumer(ClientSettings.of("broker:9092"), JOB, Attempt.FIRST, CutRule.DEFAULT))
                .isEqualTo(new TreeMap<String, Object>(Map.ofEntries(
                        Map.entry("bootstrap.servers", "broker:9092"),
                        Map.entry("group.id", "winnow.receiver.20261123-092410-123k7"),
                        Map.entry("isolation.level", "read_committed"),
                        Map.entry("enable.auto.commit", false),
                        Map.entry("auto.offset.reset", "none"),
                        Map.entry("max.partition.fetch.bytes", 2_674_688),
                        Map.entry("fetch.max.bytes", 4 << 20),
                        Map.entry("fetch.max.wait.ms", 20),
                        Map.entry("max.poll.records", 16),
                        Map.entry("metric.reporters", ""),
                        Map.entry("enable.metrics.push", false),
                        Map.entry("send.buffer.bytes", -1),
                        Map.entry("receive.buffer.bytes", -1))));
    }

    @Test
    void consumer_refusesWhatWouldMakeResultsWrong() {
        ClientSettings settings = new ClientSettings("broker:9092", Map.of("isolation.level", "read_uncommitted"));
        assertThatThrownBy(() -> ReceiverSettings.consumer(settings, JOB, Attempt.FIRST, CutRule.DEFAULT))
                .hasMessageContaining("isolation.level=read_committed");
    }
}
