package winnow.cli.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import winnow.protocol.ExitCode;

/** A file that is its owner's alone. */
public record SecretFile(Path path) {
    private static final Set<PosixFilePermission> OF_OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);

    /** Whether nobody else, but for root, may do anything with it. */
    public boolean isOwnersAlone() {
        try {
            return Files.getPosixFilePermissions(path).stream().noneMatch(OF_OTHERS::contains);
        } catch (UnsupportedOperationException e) {
            return true; // a file system without modes
        } catch (IOException e) {
            throw ExitCode.USAGE.because("cannot look at " + path + ": " + e.getMessage(), e);
        }
    }

    /** What to do about one that is not. */
    public String remedy() {
        return "chmod 600 " + path;
    }

    /**
     * @param what it has, as in "holds a secret"
     * @throws winnow.protocol.StopException USAGE if others may read or write it
     */
    public void requireOwnersAlone(String what) {
        if (!isOwnersAlone()) {
            throw ExitCode.USAGE.because(path + " " + what + ", and others may read or change it: " + remedy());
        }
    }
}
