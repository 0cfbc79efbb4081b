package winnow.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static winnow.aws.Fixtures.CLUSTER;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The inventory that is made of what CloudFormation says of a stack. */
final class InventoryTest {
    @TempDir
    Path folder;

    @Test
    void text_isThatOfTheExpectedFile() throws IOException {
        try (InputStream expected = InventoryTest.class.getResourceAsStream("inventory.yml")) {
            assertThat(inventory())
                    .isEqualTo(new String(Objects.requireNonNull(expected).readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void ansible_acceptsIt() throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("aws.yml"), inventory());
        Process ansible;
        try {
            ansible = new ProcessBuilder("ansible-inventory", "--inventory", file.toString(), "--list")
                    .redirectError(folder.resolve("errors").toFile())
                    .start();
        } catch (IOException e) {
            Assumptions.abort("no ansible-inventory found: nobody to accept the inventory");
            return;
        }
        JsonNode list = new ObjectMapper().readTree(ansible.getInputStream());
        assertThat(ansible.waitFor()).isZero();

        assertThat(Files.readString(folder.resolve("errors"))).doesNotContainIgnoringCase("warning");
        assertThat(list.path("brokers").path("hosts")).hasToString("[\"instance-1\",\"instance-2\",\"instance-3\"]");
        assertThat(list.path("instances").path("hosts")).hasToString("[\"instance-1\",\"instance-2\",\"instance-3\"]");
        assertThat(list.path("metrics_host").path("hosts")).hasToString("[\"metrics\"]");
        JsonNode metrics = list.path("_meta").path("hostvars").path("metrics");
        assertThat(metrics.path("ansible_host").asText()).isEqualTo("192.0.2.20");
        assertThat(metrics.path("winnow_address").asText()).isEqualTo("10.0.0.20");
        assertThat(metrics.path("ansible_ssh_common_args").asText())
                .contains("StrictHostKeyChecking=accept-new")
                .endsWith("-o 'UserKnownHostsFile=\"/home/ann/winnow/.winnow/aws/known_hosts\"'");
    }

    private static String inventory() throws IOException {
        try (FakeCloudFormation cloudFormation = new FakeCloudFormation()) {
            cloudFormation.has(FakeCloudFormation.recorded("k"));
            StackState stack = cloudFormation.stacks().find(CLUSTER).orElseThrow();
            Layout layout = new Layout(CLUSTER, stack.size(), stack.brokers());
            List<Host> hosts = Up.hosts(layout, stack);
            return Inventory.text(
                    layout,
                    hosts,
                    Path.of("/home/ann/winnow/.winnow/aws/key"),
                    Path.of("/home/ann/winnow/.winnow/aws/known_hosts"));
        }
    }
}
