package winnow.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static winnow.aws.Fixtures.CLUSTER;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

final class StacksTest {
    private FakeCloudFormation cloudFormation;

    @BeforeEach
    void start() throws IOException {
        cloudFormation = new FakeCloudFormation();
    }

    @AfterEach
    void stop() {
        cloudFormation.close();
    }

    @Test
    void find_readsWhatAClusterRemembersOfItself() throws IOException {
        cloudFormation.has(FakeCloudFormation.recorded("k"));

        StackState stack = cloudFormation.stacks().find(CLUSTER).orElseThrow();

        assertThat(stack.created()).isEqualTo(Instant.parse("2026-11-25T09:00:00Z"));
        assertThat(stack.size()).isEqualTo(3);
        assertThat(stack.brokers()).isEqualTo(3);
        assertThat(stack.images()).isEqualTo(Map.of(Architecture.AMD64, "ami-0123456789abcdef0"));
        assertThat(stack.hasMachines()).isTrue();
        assertThat(stack.busy()).isFalse();
    }

    @Test
    void find_takesNoStackForNone() {
        assertThat(cloudFormation.stacks().find(CLUSTER)).isEmpty();
    }

    @Test
    void find_saysOnOneLineWhyItWasRefused() {
        cloudFormation.refuses();

        assertThatThrownBy(() -> cloudFormation.stacks().find(CLUSTER))
                .hasMessageContaining("refuses to tell of the stack winnow in us-east-1: User is not authorized")
                .hasMessageNotContaining("\n");
    }

    @Test
    void find_saysHowToGiveCredentials() {
        Stacks stacks = new Stacks(
                () -> {
                    throw SdkClientException.create("Unable to load credentials");
                },
                URI.create("http://127.0.0.1:1"));

        assertThatThrownBy(() -> stacks.find(CLUSTER)).hasMessageContaining("no credentials for AWS: set AWS_PROFILE");
    }

    @Test
    void aStackThatIsBeingMade_isBusyAndOneThatFailedHasNoMachines() {
        StackState making = new StackState("CREATE_IN_PROGRESS", Instant.EPOCH, Map.of());
        StackState failed = new StackState("ROLLBACK_COMPLETE", Instant.EPOCH, Map.of());

        assertThat(making.busy()).isTrue();
        assertThat(failed.busy()).isFalse();
        assertThat(failed.hasMachines()).isFalse();
    }
}
