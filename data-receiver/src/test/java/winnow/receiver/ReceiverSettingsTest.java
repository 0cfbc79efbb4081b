package winnow.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
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
                .containsAllEntriesOf(Map.of(
                        "bootstrap.servers",
                        "broker:9092",
                        "group.id",
                        "winnow.receiver.20261123-092410-123k7",
                        "isolation.level",
                        "read_committed",
                        "enable.auto.commit",
                        false,
                        "auto.offset.reset",
                        "none",
                        "max.partition.fetch.bytes",
                        2_674_688,
                        "fetch.max.bytes",
                        4 << 20,
                        "fetch.max.wait.ms",
                        20,
                        "max.poll.records",
                        16));
    }

    @Test
    void consumer_refusesWhatWouldMakeResultsWrong() {
        ClientSettings settings = new ClientSettings("broker:9092", Map.of("isolation.level", "read_uncommitted"));
        assertThatThrownBy(() -> ReceiverSettings.consumer(settings, JOB, Attempt.FIRST, CutRule.DEFAULT))
                .hasMessageContaining("isolation.level=read_committed");
    }
}
