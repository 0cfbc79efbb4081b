package winnow.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.cli.access.SecretFile;

class MachineChecksTest {
    @TempDir
    Path folder;

    private final List<Finding> findings = new ArrayList<>();
    private final MachineChecks checks = new MachineChecks(findings::add);

    @Test
    void disk_wantsRoomForWhatMayCome() {
        checks.disk(folder.resolve("not").resolve("there yet"), 1);
        checks.disk(folder, Long.MAX_VALUE);
        assertThat(findings).extracting(Finding::well).containsExactly(true, false);
        assertThat(findings.get(1).line()).startsWith("mend  disk").contains("--window");
    }

    @Test
    void secrets_areTheirOwnersAlone() throws IOException {
        Path file = Files.writeString(folder.resolve("key.pem"), "key");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        checks.secrets(List.of(new SecretFile(file)));
        assertThat(findings.get(0).line()).startsWith("mend  secret").endsWith("chmod 600 " + file);

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        checks.secrets(List.of(new SecretFile(file)));
        assertThat(findings.get(1).well()).isTrue();
    }

    @Test
    void reach_saysWhatToDo() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
            assertThat(Reach.of("broker", "localhost:" + port).well()).isTrue();
        }
        assertThat(Reach.of("broker", "localhost:" + port).line())
                .startsWith("mend  broker")
                .contains("cannot be reached from here", "firewalls");
        assertThat(Reach.of("broker", "no.such.host.invalid:9092").line())
                .startsWith("mend")
                .contains("the name no.such.host.invalid is not known", "/etc/hosts");
        assertThat(Reach.of("broker", "9092").line()).startsWith("mend").contains("'9092'");
    }
}
