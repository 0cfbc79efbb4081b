package winnow.cli.access;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import winnow.protocol.ExitCode;

/**
 * A file of Kafka's settings, Java properties, that may hold secrets or name files that do: those are of mode 0600, or
 * nothing is started.
 */
public record KafkaConfigFile(Path path, Map<String, String> settings) {
    /** @throws winnow.protocol.StopException USAGE if it cannot be read, or if others can read what is secret */
    public static KafkaConfigFile read(Path path) {
        KafkaConfigFile file = new KafkaConfigFile(path, load(path));
        file.secretFiles()
                .forEach(secret -> secret.requireOwnersAlone(
                        file.isItself(secret) ? "holds a secret (" + file.firstSecret() + ")" : "has a private key"));
        return file;
    }

    /**
     * The file of one role.
     *
     * @param path a file, which is everybody's, or a folder with one for each role
     */
    public static KafkaConfigFile read(Path path, KafkaRole role) {
        if (!Files.isDirectory(path)) {
            return read(path);
        }
        Path own = role.fileIn(path);
        if (!Files.exists(own)) {
            throw ExitCode.USAGE.because("there is no " + own.getFileName() + " in " + path
                    + " (--kafka-config): make one, with the certificate of the " + role);
        }
        return read(own);
    }

    /** The file, or the files of all roles that are in the folder. */
    public static List<Path> filesAt(Path path) {
        return Files.isDirectory(path)
                ? Stream.of(KafkaRole.values())
                        .map(role -> role.fileIn(path))
                        .filter(Files::exists)
                        .toList()
                : List.of(path);
    }

    /** What it holds, whoever may read it. */
    public static KafkaConfigFile unchecked(Path path) {
        return new KafkaConfigFile(path, load(path));
    }

    private static Map<String, String> load(Path path) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(path)) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            throw ExitCode.USAGE.because("there is no file " + path, e);
        } catch (IOException | IllegalArgumentException e) {
            throw ExitCode.USAGE.because(
                    "cannot read " + path + ": " + e.getMessage() + "; it has to be a file of lines 'key=value'", e);
        }
        Map<String, String> settings = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> settings.put(key, properties.getProperty(key)));
        return settings;
    }

    /** This file, if it holds a secret, and those with private keys that it names. */
    public List<SecretFile> secretFiles() {
        List<SecretFile> files = new ArrayList<>();
        if (!firstSecret().isEmpty()) {
            files.add(new SecretFile(path));
        }
        settings.forEach((key, value) -> {
            if (SecretSettings.namesPrivateKey(key)) {
                Path keyFile = Path.of(value);
                if (!Files.isReadable(keyFile)) {
                    throw ExitCode.USAGE.because("cannot read " + keyFile + ", which " + path + " names by " + key
                            + ": it must be there, and belong to whoever runs this");
                }
                files.add(new SecretFile(keyFile));
            }
        });
        return files;
    }

    private boolean isItself(SecretFile file) {
        return file.path().equals(path);
    }

    private String firstSecret() {
        return settings.keySet().stream()
                .filter(SecretSettings::isSecret)
                .findFirst()
                .orElse("");
    }

    /** Without the values, some of which are secret. */
    @Override
    public String toString() {
        return path + " " + settings.keySet();
    }
}
