package winnow.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code bin/winnow} of the distribution that was just packaged, in a home and a working directory of its own. */
final class BinWinnow {
    private static final Path DISTRIBUTION =
            Path.of("target", "winnow", "bin", "winnow").toAbsolutePath();
    private static final Path NOTHING = Path.of("/dev/null");

    private final Path folder;
    private final Map<String, String> environment;

    /** How a command ended and what it said. */
    record Result(int exitCode, String out, String err) {
        /** The last line, which is the one sentence of a command that failed. */
        String sentence() {
            List<String> lines = err.lines().toList();
            return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
        }
    }

    BinWinnow(Path folder) {
        this(folder, Map.of());
    }

    private BinWinnow(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    /** The same, with a variable of the environment. */
    BinWinnow with(String variable, String value) {
        return new BinWinnow(folder, Map.of(variable, value));
    }

    Path home() {
        return folder.resolve("home");
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    Result run(String... arguments) {
        return runWith(NOTHING, arguments);
    }

    /** @param input what standard input reads */
    Result runWith(Path input, String... arguments) {
        return startWith(input, arguments).await();
    }

    /** Starts a command and goes on without waiting for it. */
    RunningCommand start(String... arguments) {
        return startWith(NOTHING, arguments);
    }

    RunningCommand startWith(Path input, String... arguments) {
        List<String> command = new ArrayList<>(List.of(DISTRIBUTION.toString()));
        command.addAll(List.of(arguments));
        try {
            Path out = Files.createTempFile(folder, "out", ".txt");
            Path err = Files.createTempFile(folder, "err", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectInput(input.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().keySet().removeIf(variable -> variable.startsWith("WINNOW_"));
            builder.environment().put("WINNOW_HOME", home().toString());
            builder.environment().putAll(environment);
            return new RunningCommand(command, builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
