package winnow.receiver.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import winnow.protocol.ExitCode;

/**
 * How far the index of a job's unfinished files vouches for them, without a look at what it vouches for: a receiver that
 * takes them up comes to the same mark, or alarms.
 */
public final class SafeMark {
    private static final int ENTRIES_PER_READ = 1024;

    private SafeMark() {}

    /** The start where there are no files. */
    public static Mark of(ResultsFiles files) {
        return of(files, Disk.LOCAL);
    }

    /** @param disk see {@link ResultsLog#create(ResultsFiles, Disk)} */
    public static Mark of(ResultsFiles files, Disk disk) {
        // a crash in the middle of a completion may have left the index under its last name
        Path index = disk.exists(files.parts().index()) ? files.parts().index() : files.index();
        if (!disk.exists(index)) {
            return Mark.START;
        }
        try (DiskFile file = disk.openToRead(index)) {
            return read(file);
        } catch (IOException e) {
            throw ExitCode.FAILED.because("cannot read " + index + ": " + e.getMessage(), e);
        }
    }

    private static Mark read(DiskFile index) throws IOException {
        Mark mark = Mark.START;
        int entries = (int) Math.min(ENTRIES_PER_READ, 1 + index.size() / IndexEntry.BYTES);
        ByteBuffer block = ByteBuffer.allocate(entries * IndexEntry.BYTES);
        while (true) {
            block.clear();
            long position = ResultsIndex.position(mark.next());
            while (block.hasRemaining() && index.read(block, position + block.position()) > 0) {}
            for (int n = 0; n < entries; n++) {
                boolean whole = (n + 1) * IndexEntry.BYTES <= block.position();
                IndexEntry entry = whole ? IndexEntry.read(block.array(), n * IndexEntry.BYTES) : null;
                if (entry == null || !entry.follows(mark)) {
                    return mark;
                }
                mark = mark.plus(entry);
            }
        }
    }
}
