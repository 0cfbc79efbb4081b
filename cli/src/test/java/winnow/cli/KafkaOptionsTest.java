package winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before anything is started, on the command line as a user has it. */
class KafkaOptionsTest {
    private static final String ELSEWHERE = "192.0.2.1:9092";

    @TempDir
    Path folder;

    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"status", "run --rows 1", "model list", "cancel 20260101-000000-00000", "instance", "hub"})
    void anotherMachineInPlain_isRefused(String command) {
        assertRefused("would be plain (security.protocol=PLAINTEXT)", command.split(" "), "--bootstrap", ELSEWHERE);
    }

    @Test
    void aSecretOnTheCommandLine_isRefused() {
        assertRefused("-X ssl.key.password is a secret", new String[] {"status"}, "-X", "ssl.key.password=hush");
    }

    @Test
    void aSecretThatOthersCanRead_isRefused() throws IOException {
        Path file = file("all.properties", "bootstrap.servers=127.0.0.1:9\nssl.key.password=hush\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertRefused("chmod 600 " + file, new String[] {"status"}, "--kafka-config", file.toString());
    }

    @Test
    void aSettingThatNoClientHas_isRefused() throws IOException {
        Path file = file("all.properties", "ssl.keystore.locaton=/key.pem\n");
        assertRefused(
                "no client of Kafka has a setting 'ssl.keystore.locaton' (" + file + ")",
                new String[] {"status"},
                "--kafka-config",
                file.toString());
    }

    @Test
    void theBrokerInAFile_countsAsNamed() throws IOException {
        Path file = file("all.properties", "bootstrap.servers=" + ELSEWHERE + "\n");
        assertRefused("what goes to " + ELSEWHERE, new String[] {"status"}, "--kafka-config", file.toString());
    }

    @Test
    void filesOfProgramsThatWillBeStarted_mustBeThere() throws IOException {
        file("operator.properties", "bootstrap.servers=" + ELSEWHERE + "\nsecurity.protocol=SSL\n");
        assertRefused(
                "there is no sender.properties in " + folder,
                new String[] {"run", "--rows", "1"},
                "--kafka-config",
                folder.toString());
    }

    @Test
    void tokensOfTheHubThatOthersCanRead_areRefused() throws IOException {
        Path file = file("tokens", "submit hush-hush-hush-hush\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertRefused(
                "chmod 600 " + file,
                new String[] {"hub"},
                "--bootstrap",
                "127.0.0.1:9",
                "--token-file",
                file.toString());
    }

    @Test
    void brokersOfThisMachine_speakPlain() throws IOException {
        Path file = file("all.properties", "security.protocol=SSL\n");
        assertRefused("leave --kafka-config", new String[] {"up"}, "--kafka-config", file.toString());
    }

    @Test
    void aBrokerThatListensToAllInPlain_isRefused() throws IOException {
        Path file = file("server.properties", "process.roles=broker\n");
        assertRefused("say --allow-plaintext", new String[] {"broker"}, "--config", file.toString());
    }

    @Test
    void newStorageOfNoCluster_isRefused() throws IOException {
        Path file = file("server.properties", """
                node.id=1
                process.roles=controller
                controller.quorum.voters=1@127.0.0.1:19093
                controller.listener.names=CONTROLLER
                listeners=CONTROLLER://127.0.0.1:19093
                log.dirs=%s
                """.formatted(folder.resolve("data")));
        assertRefused(
                "give every broker of it the same --cluster-id", new String[] {"broker"}, "--config", file.toString());
    }

    private void assertRefused(String sentence, String[] command, String... arguments) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of(arguments));
        all.addAll(
                command[0].equals("broker")
                        ? List.of()
                        : List.of("--home", folder.resolve("home").toString()));
        int exit = Winnow.commandLine(Map.of())
                .setOut(new PrintWriter(new StringWriter(), true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
        assertThat(err.toString()).startsWith("winnow: ").contains(sentence).doesNotContain("hush");
        assertThat(err.toString().lines()).hasSize(1);
        assertThat(exit).isEqualTo(2);
    }

    private Path file(String name, String content) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
