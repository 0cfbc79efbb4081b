package winnow.receiver.log;

import java.io.IOException;

/** The three files, open for work. */
record OpenFiles(ResultsFiles names, DiskFile log, DiskFile index, DiskFile rejects) implements AutoCloseable {

    static OpenFiles open(ResultsFiles names, Disk disk) throws IOException {
        DiskFile log = disk.open(names.log());
        DiskFile index = disk.open(names.index());
        DiskFile rejects = disk.open(names.rejects());
        return new OpenFiles(names, log, index, rejects);
    }

    /** The files of a job that nobody works on, or that somebody else does: to be looked at. */
    static OpenFiles openToRead(ResultsFiles names, Disk disk) throws IOException {
        return new OpenFiles(
                names, disk.openToRead(names.log()), disk.openToRead(names.index()), disk.openToRead(names.rejects()));
    }

    @Override
    public void close() throws IOException {
        try (rejects;
                index;
                log) {
            // closed in reverse order, each of them even if another one fails
        }
    }
}
