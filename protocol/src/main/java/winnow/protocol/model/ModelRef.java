package winnow.protocol.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import winnow.protocol.ExitCode;

/**
 * Names the one file that a model is, wherever it lies: whoever uses it checks the digest first.
 *
 * @param sha256 of its bytes, in hex
 * @param name for people
 * @param bytes its length
 */
public record ModelRef(String sha256, String name, long bytes) {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    public ModelRef {
        // both become names of files and keys of records
        if (!SHA256.matcher(sha256).matches()) {
            throw ExitCode.USAGE.because("'" + sha256 + "' is no SHA-256 in hex");
        }
        if (!NAME.matcher(name).matches()) {
            throw ExitCode.USAGE.because("the name of a model has letters, digits, '.', '_' and '-', not '" + name
                    + "': give it another with --name");
        }
    }

    /** Reads the file once. */
    public static ModelRef of(Path file, String name) {
        try {
            return new ModelRef(sha256(file), name, Files.size(file));
        } catch (IOException e) {
            throw ExitCode.USAGE.because("cannot read the model " + file + ": " + e.getMessage(), e);
        }
    }

    /** @throws winnow.protocol.StopException if the file is not this model */
    public void check(Path file) {
        try {
            String found = sha256(file);
            if (!found.equals(sha256)) {
                throw ExitCode.FAILED.because("the model " + name + " in " + file + " has SHA-256 " + found
                        + ", expected " + sha256 + ": the file has changed, start the job again");
            }
        } catch (IOException e) {
            throw ExitCode.FAILED.because("cannot read the model " + file + ": " + e.getMessage(), e);
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[64 << 10];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Enough of the digest to tell models apart by eye. */
    public String shortSha256() {
        return sha256.substring(0, 12);
    }
}
