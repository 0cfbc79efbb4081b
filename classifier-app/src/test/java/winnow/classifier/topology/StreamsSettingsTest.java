package winnow.classifier.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import winnow.protocol.StopException;
import winnow.protocol.job.CsvFormat;
import winnow.protocol.job.CutRule;
import winnow.protocol.job.JobId;
import winnow.protocol.job.JobInput;
import winnow.protocol.job.JobRecord;
import winnow.protocol.job.JobSpec;
import winnow.protocol.job.ModelSpec;
import winnow.protocol.job.RejectLimit;
import winnow.protocol.kafka.ClientSettings;

class StreamsSettingsTest {
    private static final JobId JOB = new JobId("20261123-092410-123k7");
    private static final JobSpec SPEC = new JobSpec(
            new JobInput.Generated(1, 1),
            new CsvFormat(',', true, List.of("a")),
            CutRule.DEFAULT,
            ModelSpec.of("blackbox", Map.of()),
            RejectLimit.ANY,
            JobSpec.DEFAULT_TIME_LIMIT,
            12,
            List.of("OUT"),
            null);

    private static Properties settings(Map<String, String> overrides) {
        return StreamsSettings.of(
                new ClientSettings("here:9092", overrides),
                JobRecord.active(JOB, SPEC, Instant.EPOCH),
                2,
                Path.of("/state"));
    }

    @Test
    void of_isWhatTheDesignNeeds() {
        Properties properties = settings(Map.of());
        assertThat(properties)
                .containsEntry("application.id", "winnow-" + JOB)
                .doesNotContainKey("client.id")
                .containsEntry("processing.guarantee", "exactly_once_v2")
                .containsEntry("num.stream.threads", 2)
                .containsEntry("state.dir", "/state")
                .containsEntry("max.request.size", SPEC.cut().maxFrameBytes());
        // Kafka takes them, and a transaction outlives the time between two commits
        StreamsConfig config = new StreamsConfig(properties);
        assertThat(config.getProducerConfigs("client").get("transaction.timeout.ms"))
                .asInstanceOf(InstanceOfAssertFactories.INTEGER)
                .isGreaterThan(config.getLong("commit.interval.ms").intValue());
    }

    @Test
    void of_letsTheUserTuneButNotLoosenWhatKeepsResultsExact() {
        assertThat(settings(Map.of("commit.interval.ms", "100"))).containsEntry("commit.interval.ms", "100");
        assertThatThrownBy(() -> settings(Map.of("processing.guarantee", "at_least_once")))
                .isInstanceOf(StopException.class)
                .hasMessageContaining("exactly_once_v2");
    }
}
