package winnow.hub.desk;

import java.nio.file.Path;
import java.util.List;

/** Where the rows of a requested job come from. */
public sealed interface JobSource {

    /** Files that the hub's machine can read, absolute, below the folders that its configuration allows. */
    record Files(List<Path> paths) implements JobSource {
        public Files {
            paths = List.copyOf(paths);
        }
    }

    /** Rows that are made instead of read. */
    record Generated(long rows, long seed) implements JobSource {}

    /** What a user has sent. The desk takes the file over: it moves it into the job's folder. */
    record Upload(Path file) implements JobSource {}
}
