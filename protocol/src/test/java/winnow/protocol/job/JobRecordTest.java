package winnow.protocol.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import winnow.protocol.StopException;
import winnow.protocol.kafka.Json;
import winnow.protocol.member.Member;
import winnow.protocol.member.Progress;
import winnow.protocol.member.Role;

class JobRecordTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:24:10.123Z");

    private static JobRecord record(JobInput input) {
        return JobRecord.active(
                JobId.at(NOW, 727),
                new JobSpec(
                        input,
                        new CsvFormat(';', true, List.of("a", "b")),
                        CutRule.DEFAULT,
                        ModelSpec.of("blackbox", Map.of("slowness", "3")),
                        new RejectLimit("0.5%"),
                        Duration.ofMillis(1500),
                        12,
                        List.of("CLASSIFICATION"),
                        null),
                NOW);
    }

    @Test
    void records_comeBackFromJson() throws IOException {
        for (JobRecord job : List.of(
                record(new JobInput.Files(List.of("/a.csv", "/b.csv.gz"), List.of(10L, 0L))),
                record(new JobInput.StandardInput("/head.csv")),
                record(new JobInput.Generated(1000, 7)).failed("because", NOW),
                record(new JobInput.Generated(1000, 7)).broken("chunk 3 is missing"),
                record(new JobInput.Generated(1000, 7)).active(Attempt.FIRST.next(3, 17)),
                record(new JobInput.Generated(1000, 7)).done(new JobTotals(1000, 999, 1, 3, 2), NOW))) {
            assertThat(Json.read(Json.write(job), JobRecord.class)).isEqualTo(job);
        }
        Member member = Member.of(
                "instance-1",
                Role.INSTANCE,
                "host",
                17,
                NOW,
                NOW,
                Map.of(JobId.at(NOW, 1), Progress.of(5, 1).waiting("for room")));
        assertThat(Json.read(Json.write(member), Member.class)).isEqualTo(member);
    }

    @Test
    void read_ignoresFieldsThatItDoesNotKnow() throws IOException {
        String json = new String(Json.write(record(new JobInput.Generated(1, 1))), StandardCharsets.UTF_8);
        String newer = "{\"colour\":\"blue\"," + json.substring(1);
        assertThat(Json.read(newer.getBytes(StandardCharsets.UTF_8), JobRecord.class))
                .isEqualTo(record(new JobInput.Generated(1, 1)));
    }

    @Test
    void read_refusesAVersionThatItDoesNotKnow() {
        String json = new String(Json.write(record(new JobInput.Generated(1, 1))), StandardCharsets.UTF_8);
        String newer = json.replace("\"version\":2", "\"version\":3");
        assertThatThrownBy(() -> Json.read(newer.getBytes(StandardCharsets.UTF_8), JobRecord.class))
                .isInstanceOf(StopException.class)
                .hasMessageContaining("version 3");
    }
}
