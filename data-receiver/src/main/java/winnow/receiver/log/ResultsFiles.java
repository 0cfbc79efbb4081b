package winnow.receiver.log;

import java.nio.file.Path;
import java.util.List;

/**
 * The three files that one index entry speaks of, in one folder.
 *
 * @param log classified rows, one line each
 * @param index what vouches for the other two, see {@link ResultsIndex}
 * @param rejects rows that could not be classified, as CSV with a header line
 */
public record ResultsFiles(Path log, Path index, Path rejects) {
    private static final String PART = ".part";

    /** The files under their names in a job's folder. */
    public static ResultsFiles in(Path folder) {
        return new ResultsFiles(
                folder.resolve("results.log"), folder.resolve("results.index"), folder.resolve("rejects.csv"));
    }

    /** The names that these files have until they are complete. */
    public ResultsFiles parts() {
        return new ResultsFiles(part(log), part(index), part(rejects));
    }

    private static Path part(Path file) {
        return file.resolveSibling(file.getFileName() + PART);
    }

    /** The folder that they are in. */
    public Path folder() {
        Path folder = log.toAbsolutePath().getParent();
        return folder == null ? log : folder;
    }

    /** The log comes last: once it has its name, the others have theirs. */
    List<Path> inOrderOfCompletion() {
        return List.of(rejects, index, log);
    }
}
