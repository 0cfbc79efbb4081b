package winnow.receiver.log;

import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.protocol.ExitCode;

/**
 * Takes up files that a crash left, at any instruction: what lies beyond the mark is cut off (rule 5), what lies before it
 * is checked and never changed.
 */
final class Recovery {
    private static final Logger logger = LoggerFactory.getLogger(Recovery.class);

    private Recovery() {}

    /**
     * Gives the files their names for work back, if the crash came while they were given their last ones. Whether the job
     * is complete all the same, only its report can tell: the caller has looked for that.
     */
    static void takeBack(ResultsFiles files, Disk disk) throws IOException {
        ResultsFiles parts = files.parts();
        boolean ours = disk.exists(files.index()) || disk.exists(parts.index());
        for (int i = 0; i < files.inOrderOfCompletion().size(); i++) {
            Path complete = files.inOrderOfCompletion().get(i);
            Path part = parts.inOrderOfCompletion().get(i);
            if (disk.exists(complete)) {
                if (!ours || disk.exists(part)) {
                    throw alreadyThere(complete);
                }
                disk.rename(complete, part);
            }
        }
    }

    static RuntimeException alreadyThere(Path file) {
        return ExitCode.USAGE.because(
                file + " is there already, and results are never written over: choose another folder or move it away");
    }

    /**
     * Cuts off what lies beyond the mark, and makes safe what lies before it: a receiver that was killed may have written
     * index entries that it did not come to sync.
     */
    static void cut(Mark mark, OpenFiles open) throws IOException {
        boolean nothingSafe =
                mark.next() == 0; // header lines are not vouched for by themselves: they are written again
        ResultsFiles names = open.names();
        // the index first: what is left of it after another crash must not ask for bytes that were cut off
        cut(open.index(), names.index(), nothingSafe ? 0 : ResultsIndex.position(mark.next()));
        cut(open.log(), names.log(), mark.logBytes());
        cut(open.rejects(), names.rejects(), nothingSafe ? 0 : mark.rejectsBytes());
    }

    private static void cut(DiskFile file, Path path, long size) throws IOException {
        long beyond = file.size() - size;
        if (beyond > 0) {
            logger.info("file={} cut off {} bytes beyond the mark", path, beyond);
            file.truncate(size);
        }
        file.force();
    }
}
