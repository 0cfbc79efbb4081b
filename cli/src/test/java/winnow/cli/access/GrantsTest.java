package winnow.cli.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.acl.AclOperation;
import org.junit.jupiter.api.Test;
import winnow.protocol.kafka.Topics;

class GrantsTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "SECURITY.md");

    @Test
    void theDocument_hasTheTableAsItIs() throws IOException {
        assertThat(DOCUMENT).content().contains(Grants.markdown());
    }

    @Test
    void noResourceOfARole_standsTwice() {
        Set<String> seen = new HashSet<>();
        Grants.ALL.forEach(grant -> assertThat(seen.add(grant.role() + " " + grant.resource()))
                .as(grant.toString())
                .isTrue());
    }

    /** A right by a prefix must not reach what another prefix is meant for. */
    @Test
    void noPrefix_isHowAnotherBegins() {
        List<String> prefixes = List.of(
                Topics.ROWS_PREFIX,
                Topics.RESULTS_PREFIX,
                Topics.APPLICATION_PREFIX,
                Topics.RECEIVER_GROUP_PREFIX,
                Topics.JOBS,
                Topics.MEMBERS,
                Topics.MODELS);
        for (String one : prefixes) {
            assertThat(prefixes.stream().filter(other -> other.startsWith(one))).containsExactly(one);
        }
    }

    @Test
    void onlyWhoMakesResultsOrRows_mayWriteThem() {
        assertThat(writersOf(Topics.ROWS_PREFIX)).containsExactly(KafkaRole.SENDER);
        assertThat(writersOf(Topics.RESULTS_PREFIX)).containsExactly(KafkaRole.INSTANCE);
        assertThat(writersOf(Topics.JOBS)).doesNotContain(KafkaRole.SENDER);
    }

    private static List<KafkaRole> writersOf(String name) {
        return Grants.ALL.stream()
                .filter(grant -> grant.name().equals(name) && grant.operations().contains(AclOperation.WRITE))
                .map(Grant::role)
                .toList();
    }
}
