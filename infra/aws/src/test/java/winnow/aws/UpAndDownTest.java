package winnow.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Up and down, with something that answers like CloudFormation and commands that are not run. */
final class UpAndDownTest {
    @TempDir
    Path root;

    private final RecordedCommands commands = new RecordedCommands();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private FakeCloudFormation cloudFormation;
    private String made;

    @BeforeEach
    void start() throws IOException {
        Node.missing().ifPresent(reason -> Assumptions.abort(reason + ": nothing to synthesise with"));
        Files.createDirectories(root.resolve("infra/aws"));
        for (String file : List.of("cluster.json", "ONCALL.json", "package.json")) {
            Files.copy(Path.of(file), root.resolve("infra/aws").resolve(file));
        }
        cloudFormation = new FakeCloudFormation();
        made = FakeCloudFormation.recorded(new Access("192.0.2.1", Hub.PORT, RecordedCommands.PUBLIC_KEY).keyDigest());
        commands.onDeploy(() -> cloudFormation.has(made));
    }

    @AfterEach
    void stop() {
        if (cloudFormation != null) {
            cloudFormation.close();
        }
    }

    @Test
    void up_makesTheStackAndWritesDownHowItIsReached() throws IOException {
        up(Map.of("WINNOW_CLUSTER_SIZE", "3", "MY_ADDRESS", "192.0.2.77"));

        assertThat(commands.commands())
                .anyMatch(command -> command.startsWith("npm ci"))
                .anyMatch(command -> command.startsWith("cdk bootstrap --app " + root + "/.winnow/aws/stack"))
                .anyMatch(command -> command.startsWith("cdk deploy --all --app " + root + "/.winnow/aws/stack"))
                .noneMatch(command -> command.contains("--parameters"))
                .filteredOn(command -> command.startsWith("ssh -o"))
                .hasSize(4);
        Path key = root.resolve(".winnow/aws/key");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(template())
                .contains("192.0.2.77/32", RecordedCommands.PUBLIC_KEY)
                .doesNotContain("private");
        assertThat(root.resolve(".winnow/aws/aws.yml")).content().contains("ansible_host: 192.0.2.20");
        assertThat(root.resolve("urls.txt"))
                .content()
                .contains("hub ", "http://127.0.0.1:4000")
                .contains("https://us-east-1.console.aws.amazon.com/cloudwatch/home?region=us-east-1#dashboards");
    }

    @Test
    void upAgain_keepsKeyBrokersAndImageAndGrows() throws IOException {
        up(Map.of("WINNOW_CLUSTER_SIZE", "3", "MY_ADDRESS", "192.0.2.77"));
        commands.commands().clear();
        String grown = made.replace(
                "<member><OutputKey>Kept<",
                "<member><OutputKey>Instance4Host</OutputKey><OutputValue>i-4 10.0.0.14 192.0.2.14</OutputValue></member>"
                        + "<member><OutputKey>Kept<");
        commands.onDeploy(() -> cloudFormation.has(grown));

        up(Map.of("WINNOW_CLUSTER_SIZE", "4", "MY_ADDRESS", "192.0.2.78"));

        assertThat(commands.commands())
                .noneMatch(command -> command.startsWith("ssh-keygen"))
                .anyMatch(command -> command.contains("--parameters Sameamd64=ami-0123456789abcdef0"));
        assertThat(template()).contains("\"Instance4\"", "192.0.2.78/32").doesNotContain("192.0.2.77");
        assertThat(root.resolve(".winnow/aws/aws.yml"))
                .content()
                .contains("instance-4: {ansible_host: 192.0.2.14")
                .contains("brokers:\n      hosts: {instance-1: , instance-2: , instance-3: }");
        assertThat(Files.readString(root.resolve(".winnow/aws/aws.yml"))).contains("instance-3: , instance-4: }");
    }

    @Test
    void upWithoutASize_leavesItAsItIs() throws IOException {
        up(Map.of("WINNOW_CLUSTER_SIZE", "3", "MY_ADDRESS", "192.0.2.77"));
        up(Map.of("MY_ADDRESS", "192.0.2.77"));

        assertThat(template()).contains("\"Instance3\"").doesNotContain("\"Instance4\"");
    }

    @Test
    void up_refusesWhatWouldTakeDataAway() throws IOException {
        Map<String, String> three = Map.of("WINNOW_CLUSTER_SIZE", "3", "MY_ADDRESS", "192.0.2.77");
        up(three);
        commands.commands().clear();

        assertThatThrownBy(() -> up(Map.of("WINNOW_CLUSTER_SIZE", "1", "MY_ADDRESS", "192.0.2.77")))
                .hasMessageContaining("CLUSTER_SIZE=3 is the least");
        Path settings = root.resolve("infra/aws/cluster.json");
        Files.writeString(settings, Files.readString(settings).replace("50", "80"));
        assertThatThrownBy(() -> up(three))
                .hasMessageContaining("made with instances.diskGiB=50, and now it would be instances.diskGiB=80")
                .hasMessageContaining("make down TARGET=aws");
        Files.writeString(settings, Files.readString(settings).replace("80", "50"));
        Files.delete(root.resolve(".winnow/aws/key"));
        assertThatThrownBy(() -> up(three)).hasMessageContaining("the machines know a key that is not in");
        cloudFormation.has(made.replace("CREATE_COMPLETE", "UPDATE_IN_PROGRESS"));
        assertThatThrownBy(() -> up(three)).hasMessageContaining("is UPDATE_IN_PROGRESS: wait");

        assertThat(commands.commands()).noneMatch(command -> command.startsWith("cdk"));
    }

    @Test
    void up_refusesAnAddressThatIsNotOne() {
        for (String address : List.of("0.0.0.0", "0.0.0.0/0", "10.0.0", "10.0.0.256", "10.0.0.1.", "::1", "me")) {
            assertThatThrownBy(() -> up(Map.of("MY_ADDRESS", address)))
                    .as(address)
                    .hasMessageContaining("MY_ADDRESS must be one IPv4 address, not '" + address + "'");
        }
    }

    @Test
    void down_deletesTheStackAndSaysWhatItCost() throws IOException {
        up(Map.of("WINNOW_CLUSTER_SIZE", "3", "MY_ADDRESS", "192.0.2.77"));
        out.reset();
        Path state = Files.createDirectories(root.resolve(".winnow/hosts/aws"));
        Files.writeString(state.resolve("ca.key"), "private");

        down();

        assertThat(commands.commands())
                .anyMatch(command ->
                        command.startsWith("cdk destroy --all --app " + root + "/.winnow/aws/stack --force"));
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        "the stack winnow is gone after 10:00 hours: about $6.23, by prices of 2026-11-25, without what was"
                                + " sent, and as if it had 4 machines all the time\n");
        assertThat(root.resolve(".winnow/aws/aws.yml")).doesNotExist();
        assertThat(root.resolve("urls.txt")).doesNotExist();
        assertThat(state).doesNotExist();
        assertThat(root.resolve(".winnow/aws/key")).exists();
    }

    @Test
    void down_withoutAStackSaysSo() throws IOException {
        down();

        assertThat(out.toString(StandardCharsets.UTF_8)).contains("there is no stack winnow in us-east-1");
        assertThat(commands.commands()).isEmpty();
    }

    private void up(Map<String, String> variables) throws IOException {
        new Up(Workplace.of(root, Map.of()), Request.of(variables), cloudFormation.stacks(), commands, print()).run();
    }

    private void down() throws IOException {
        Clock sevenInTheEvening = Clock.fixed(Instant.parse("2026-11-25T19:00:00Z"), ZoneOffset.UTC);
        new Down(Workplace.of(root, Map.of()), cloudFormation.stacks(), commands, sevenInTheEvening, print()).run();
    }

    private PrintStream print() {
        return new PrintStream(out, true, StandardCharsets.UTF_8);
    }

    private String template() throws IOException {
        return Files.readString(root.resolve(".winnow/aws/stack/winnow.template.json"));
    }
}
