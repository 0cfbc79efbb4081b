package winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Signs certificates, by openssl, as whoever runs a cluster does. */
final class TestAuthority {
    private final Path folder;
    private final String name;

    /** The machine of a contributor may be without it: then tests that need it are left out. */
    static void requireOpenssl() {
        try {
            openssl("version");
        } catch (IOException e) {
            Assumptions.abort("no openssl: " + e.getMessage());
        }
    }

    TestAuthority(Path folder, String name) throws IOException {
        this.folder = folder;
        this.name = name;
        openssl(
                "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=" + name,
                "-keyout",
                file("key").toString(),
                "-out",
                certificate().toString());
    }

    private Path file(String ending) {
        return folder.resolve(name + "." + ending);
    }

    /** By which others know what it has signed. */
    Path certificate() {
        return file("pem");
    }

    /** Puts a new private key and its certificate into the file, which is replaced as a whole. */
    void issue(String commonName, Path file) throws IOException {
        openssl(
                "req -newkey rsa:2048 -nodes -subj /CN=" + commonName,
                "-keyout",
                file("new.key").toString(),
                "-out",
                file("new.csr").toString());
        Files.writeString(file("ext"), "subjectAltName=DNS:localhost,IP:127.0.0.1\n");
        openssl(
                "x509 -req -days 2 -CAcreateserial",
                "-in",
                file("new.csr").toString(),
                "-CA",
                certificate().toString(),
                "-CAkey",
                file("key").toString(),
                "-extfile",
                file("ext").toString(),
                "-out",
                file("new.crt").toString());
        replace(file, Files.readString(file("new.key")) + Files.readString(file("new.crt")));
    }

    static void replace(Path file, String content) throws IOException {
        Path next = Files.writeString(file.resolveSibling(file.getFileName() + ".next"), content);
        Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rw-------"));
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void openssl(String words, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(words.split(" ")));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            assertThat(process.waitFor()).as(said).isZero();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
