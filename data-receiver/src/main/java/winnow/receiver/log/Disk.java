package winnow.receiver.log;

import java.io.IOException;
import java.nio.file.Path;

/** What the log asks of a disk. A seam: tests put a disk here that fails at any call. */
public interface Disk {
    Disk LOCAL = new LocalDisk();

    /** Bytes that a write to this disk should have at least: frames are gathered until they are so many. */
    int writeBytes();

    /** Opens a file for reading and writing; makes it where there is none. */
    DiskFile open(Path file) throws IOException;

    /** Opens a file that is there for reading alone. */
    DiskFile openToRead(Path file) throws IOException;

    /** Whether a write failed because there is no room. That is no fault of the disk: with room it goes on. */
    boolean isFull(Path file, IOException failure);

    /** Bytes that there is room for. */
    long usableBytes(Path folder) throws IOException;

    boolean exists(Path file);

    /** In one step: at any time there is a file under one of the names. Replaces what has the other name. */
    void rename(Path from, Path to) throws IOException;

    /** Makes new and changed names in this folder survive a power cut. */
    void syncFolder(Path folder) throws IOException;
}
