package winnow.bench.job;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * {@code bin/winnow} and {@code make}, with a home and ports of their own.
 *
 * @param root of the source tree, with everything built
 * @param folder where jobs, data and logs may lie
 */
record Commands(Path root, Path folder, Map<String, String> environment) {

    /** All ports are held until the last is found: looked for one by one they may be the same. */
    static Commands in(Path root, Path folder) throws IOException {
        try (ServerSocket broker = new ServerSocket(0);
                ServerSocket controller = new ServerSocket(0);
                ServerSocket hub = new ServerSocket(0)) {
            return new Commands(
                    root,
                    folder,
                    Map.of(
                            "WINNOW_HOME", folder.resolve("home").toString(),
                            "WINNOW_BROKER_PORT", Integer.toString(broker.getLocalPort()),
                            "WINNOW_CONTROLLER_PORT", Integer.toString(controller.getLocalPort()),
                            "WINNOW_HUB_PORT", Integer.toString(hub.getLocalPort())));
        }
    }

    int hubPort() {
        return Integer.parseInt(Objects.requireNonNull(environment.get("WINNOW_HUB_PORT")));
    }

    Usage winnow(String... arguments) {
        List<String> line = new ArrayList<>(List.of(root.resolve("bin/winnow").toString()));
        line.addAll(List.of(arguments));
        return run(line);
    }

    /** Removes what the commands have left. */
    void deleteFolder() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** The ports are given by the Makefile's own names: it sets what stands in the environment anew. */
    Usage make(String... arguments) {
        List<String> line = new ArrayList<>(List.of("make", "-s", "-C", root.toString()));
        environment.forEach((name, value) -> {
            if (name.endsWith("_PORT")) {
                line.add(name.replaceFirst("^WINNOW_", "") + "=" + value);
            }
        });
        line.addAll(List.of(arguments));
        return run(line);
    }

    Usage java(Class<?> main, String... arguments) {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        line.addAll(List.of(arguments));
        return run(line);
    }

    private Usage run(List<String> line) {
        ProcessBuilder builder = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out.log").toFile());
        builder.environment().putAll(environment);
        try (ProcessWatch watch = new ProcessWatch(environment.getOrDefault("WINNOW_HOME", ""))) {
            int code = builder.start().waitFor();
            Usage usage = watch.usage();
            if (code != 0) {
                throw new IllegalStateException(
                        String.join(" ", line) + " ended with " + code + ": see " + folder.resolve("out.log"));
            }
            return usage;
        } catch (IOException e) {
            throw new IllegalStateException("cannot start " + line.get(0) + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }
}
