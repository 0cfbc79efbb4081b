package winnow.aws;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import winnow.protocol.ExitCode;

/** Node.js, in which CDK itself is written. */
final class Node {
    private static final int OLDEST = 20;

    private Node() {}

    /** @throws winnow.protocol.StopException FAILED if there is none that will do */
    static void require() {
        missing().ifPresent(reason -> {
            throw ExitCode.FAILED.because(
                    reason + ": TARGET=aws needs it, " + OLDEST + " or newer, with npm (apt-get install nodejs npm)");
        });
    }

    /** Why there is none that will do. */
    static Optional<String> missing() {
        try {
            Process process = new ProcessBuilder("node", "--version")
                    .redirectErrorStream(true)
                    .start();
            String version = new String(
                            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .strip();
            if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
                return Optional.of("node --version fails");
            }
            int major = Integer.parseInt(version.replaceFirst("^v", "").replaceFirst("[.].*", ""));
            return major < OLDEST ? Optional.of("Node.js " + version + " is too old") : Optional.empty();
        } catch (IOException | NumberFormatException e) {
            return Optional.of("no Node.js found");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }
}
