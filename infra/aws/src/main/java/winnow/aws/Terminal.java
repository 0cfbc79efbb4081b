package winnow.aws;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import winnow.protocol.ExitCode;

/** Runs commands on this program's terminal, where they speak for themselves. */
final class Terminal implements Commands {
    private final Path folder;
    private final Map<String, String> environment;

    /** @param environment on top of this program's own */
    Terminal(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = Map.copyOf(environment);
    }

    @Override
    public int exitCode(String what, List<String> command) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).inheritIO();
        builder.environment().putAll(environment);
        try {
            return builder.start().waitFor();
        } catch (IOException e) {
            throw ExitCode.FAILED.because(
                    what + " failed: there is no " + command.get(0) + ": install it and run this again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ExitCode.INTERRUPTED.because("interrupted while " + what, e);
        }
    }
}
