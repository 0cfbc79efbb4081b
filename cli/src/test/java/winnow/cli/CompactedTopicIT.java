package winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.protocol.kafka.ClientSettings;
import winnow.protocol.kafka.CompactedTopic;
import winnow.protocol.kafka.CompactedTopic.Update;
import winnow.protocol.kafka.Topics;
import winnow.protocol.member.Member;
import winnow.protocol.member.Role;

class CompactedTopicIT {
    private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
    private static final int HEARTBEATS = 200;

    @TempDir
    Path folder;

    /** A program that is started must not parse all that others have said since the topic was cleaned. */
    @Test
    void ofAnEntryThatWasWrittenOften_onlyTheLastIsTold() throws IOException {
        BinWinnow winnow = new BinWinnow(folder);
        try (TestCluster cluster = new TestCluster(winnow, 1)) {
            CompactedTopic<Member> members =
                    new CompactedTopic<>(ClientSettings.of(cluster.bootstrap()), Topics.MEMBERS, Member.class);
            try (CompactedTopic.Writer<Member> writer = members.writer()) {
                for (int heartbeat = 0; heartbeat < HEARTBEATS; heartbeat++) {
                    writer.offer("test-left", member("test-left", heartbeat));
                    writer.offer("test-lives", member("test-lives", heartbeat));
                }
                writer.put("test-later", member("test-later", 1));
                writer.removeAndClose("test-left", Duration.ofMinutes(1));
            }
            try (CompactedTopic.Reader<Member> reader = members.reader()) {
                List<Update<Member>> updates = reader.readUpdatesToEnd().stream()
                        .filter(update -> update.key().startsWith("test-"))
                        .toList();
                assertThat(updates)
                        .as("in the order in which each was written last")
                        .extracting(Update::key)
                        .containsExactly("test-lives", "test-later", "test-left");
                assertThat(seen(updates.get(0))).isEqualTo(NOW.plusSeconds(HEARTBEATS - 1));
                assertThat(updates.get(2).value()).isNull();
            }
        }
    }

    private static @Nullable Instant seen(Update<Member> update) {
        return update.value() == null ? null : update.value().seen();
    }

    private static Member member(String name, int heartbeat) {
        return Member.of(name, Role.INSTANCE, "host", 1, NOW, NOW.plusSeconds(heartbeat), Map.of());
    }
}
