package winnow.cli.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;

class KafkaConfigFileTest {
    @TempDir
    Path folder;

    @Test
    void read_takesASecretThatIsItsOwnersAlone() throws IOException {
        Path file = file("a.properties", "rw-------", "security.protocol=SSL\nssl.key.password=hush\n");
        assertThat(KafkaConfigFile.read(file).settings())
                .containsEntry("security.protocol", "SSL")
                .containsEntry("ssl.key.password", "hush");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw-r--r--", "rw--w----", "rw-----w-"})
    void read_refusesASecretThatOthersCanReach(String mode) throws IOException {
        Path file = file("a.properties", mode, "sasl.jaas.config=hush\n");
        assertRefused(file, "chmod 600 " + file);
    }

    @Test
    void read_letsEverybodyReadWhatIsNoSecret() throws IOException {
        Path file = file("a.properties", "rw-r--r--", "security.protocol=SSL\nssl.truststore.location=/ca.pem\n");
        assertThat(KafkaConfigFile.read(file).settings()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssl.keystore.location", "listener.name.ssl.ssl.keystore.location"})
    void read_refusesAPrivateKeyThatOthersCanReach(String key) throws IOException {
        Path pem = file("key.pem", "rw-r-----", "-----BEGIN PRIVATE KEY-----\n");
        Path file = file("a.properties", "rw-r--r--", key + "=" + pem + "\n");
        assertRefused(file, "chmod 600 " + pem);
        Files.setPosixFilePermissions(pem, PosixFilePermissions.fromString("r--------"));
        assertThat(KafkaConfigFile.read(file).settings()).containsEntry(key, pem.toString());
    }

    @Test
    void read_refusesAPrivateKeyThatIsNotThere() throws IOException {
        Path file = file("a.properties", "rw-r--r--", "ssl.keystore.location=/nowhere/key.pem\n");
        assertRefused(file, "cannot read /nowhere/key.pem, which " + file + " names by ssl.keystore.location");
    }

    @Test
    void read_ofAFolder_takesTheRolesOwnFile() throws IOException {
        Path file = file("sender.properties", "rw-------", "client.id=sender\n");
        assertThat(KafkaConfigFile.read(folder, KafkaRole.SENDER).path()).isEqualTo(file);
        assertThatThrownBy(() -> KafkaConfigFile.read(folder, KafkaRole.RECEIVER))
                .isInstanceOf(StopException.class)
                .hasMessageContaining("there is no receiver.properties in " + folder);
        assertThat(KafkaConfigFile.read(file, KafkaRole.RECEIVER).path()).isEqualTo(file);
    }

    @Test
    void toString_holdsNoSecret() throws IOException {
        Path file = file("a.properties", "rw-------", "ssl.key.password=hush\n");
        assertThat(KafkaConfigFile.read(file))
                .asString()
                .contains("ssl.key.password")
                .doesNotContain("hush");
    }

    @ParameterizedTest
    @CsvSource({
        "ssl.key.password, true",
        "ssl.keystore.key, true",
        "sasl.jaas.config, true",
        "listener.name.ssl.ssl.keystore.key, true",
        "ssl.truststore.certificates, false",
        "ssl.keystore.location, false",
        "linger.ms, false",
    })
    void isSecret_isWhatKafkaHidesAndNotPublic(String key, boolean secret) {
        assertThat(SecretSettings.isSecret(key)).isEqualTo(secret);
    }

    private static void assertRefused(Path file, String sentence) {
        assertThatThrownBy(() -> KafkaConfigFile.read(file))
                .isInstanceOfSatisfying(
                        StopException.class, stop -> assertThat(stop.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessageContaining(sentence)
                .hasMessageNotContaining("hush");
    }

    private Path file(String name, String mode, String content) throws IOException {
        Path file = Files.writeString(folder.resolve(name), content);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }
}
