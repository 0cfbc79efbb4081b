package winnow.aws;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import winnow.protocol.ExitCode;

/** The key by which the caller, and Ansible, get into the machines. Made once; the private half never leaves this machine. */
final class KeyFile {
    private static final String OWNER_ONLY = "rw-------";

    private final Path file;
    private final Commands commands;

    KeyFile(Path file, Commands commands) {
        this.file = file;
        this.commands = commands;
    }

    Path path() {
        return file;
    }

    /**
     * The public half, of a new key if there is none yet.
     *
     * @throws winnow.protocol.StopException FAILED if there was one, as machines know it, and it is gone
     */
    String publicHalf(boolean machinesKnowIt) throws IOException {
        if (!Files.exists(file)) {
            if (machinesKnowIt) {
                throw ExitCode.FAILED.because("the machines know a key that is not in " + file
                        + ": copy it there from where the cluster was made, or 'make down TARGET=aws' first");
            }
            Files.createDirectories(file.toAbsolutePath().getParent());
            commands.run(
                    "making a key",
                    List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "winnow", "-f", file.toString()));
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(OWNER_ONLY));
        return Files.readString(file.resolveSibling(file.getFileName() + ".pub"))
                .strip();
    }
}
