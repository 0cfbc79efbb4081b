package winnow.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** One folder of {@code src/test/resources/dirty}: an input, and what must come of it. Its README says what lies there. */
record DirtyCase(Path folder) {
    private static final Path CORPUS = Path.of("src", "test", "resources", "dirty");

    /** How a command must end that cannot use the input, and what its sentence must say. */
    record Failure(int exitCode, String sentence) {}

    static List<DirtyCase> all() throws IOException {
        try (Stream<Path> folders = Files.list(CORPUS.toAbsolutePath())) {
            return folders.filter(Files::isDirectory)
                    .sorted()
                    .map(DirtyCase::new)
                    .toList();
        }
    }

    Path input() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("input"))
                    .findAny()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command's options followed by those of the case. */
    List<String> options(String... ofCommand) throws IOException {
        List<String> all = new ArrayList<>(List.of(ofCommand));
        if (Files.exists(folder.resolve("options"))) {
            all.addAll(Files.readAllLines(folder.resolve("options")));
        }
        return all;
    }

    boolean fails() {
        return Files.exists(folder.resolve("fails"));
    }

    Failure failure() throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("fails"));
        return new Failure(Integer.parseInt(lines.get(0)), lines.get(1).replace("{input}", input().toString()));
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** The name that a test report shows. */
    @Override
    public String toString() {
        return folder.getFileName().toString();
    }
}
