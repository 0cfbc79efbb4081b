package winnow.hub.http;

import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import winnow.hub.desk.JobSource;

/** Which files of the hub's machine a job may read: those below some folders, wherever links lead. */
final class AllowedInputs {
    private final List<Path> folders;

    AllowedInputs(List<Path> folders) {
        this.folders = List.copyOf(folders);
    }

    JobSource source(Specification.Input input) {
        boolean generated = input.rows() != null;
        if (generated == (input.paths() != null)) {
            throw Problem.badSpecification("the input has either 'paths' or 'rows'");
        }
        if (input.rows() != null) {
            if (input.rows() < 0) {
                throw Problem.badSpecification("'rows' must be 0 or more, not " + input.rows());
            }
            return new JobSource.Generated(input.rows(), input.seed() == null ? 1 : input.seed());
        }
        List<Path> files = new ArrayList<>();
        for (String path : input.paths() == null ? List.<String>of() : input.paths()) {
            files.add(allowed(path));
        }
        if (files.isEmpty()) {
            throw Problem.badSpecification("'paths' names no file");
        }
        return new JobSource.Files(files);
    }

    private Path allowed(String text) {
        try {
            Path file = Path.of(text);
            // what is not allowed is refused in the same words whether it exists or not
            if (file.isAbsolute() && Files.isRegularFile(file)) {
                Path real = file.toRealPath();
                for (Path folder : folders) {
                    if (Files.isDirectory(folder) && real.startsWith(folder.toRealPath())) {
                        return real;
                    }
                }
            }
        } catch (IOException | InvalidPathException e) {
            // said below
        }
        throw new Problem(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "input-not-allowed",
                "there is no file '" + text + "' below the folders that this hub may read: "
                        + (folders.isEmpty() ? "none; send the CSV itself, as text/csv" : folders.toString()));
    }
}
