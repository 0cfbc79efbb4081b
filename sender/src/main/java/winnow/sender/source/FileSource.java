package winnow.sender.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;
import winnow.protocol.job.JobInput;

/** Files one after another, plain or compressed; at most one is open. */
final class FileSource implements RowSource {
    private final Iterator<Path> paths;
    private final long totalBytes;

    private String name = "";
    private @Nullable FileChannel channel;
    private @Nullable InputStream unpacked;

    /** Bytes of the files before this one, as they are stored. */
    private long bytesBefore;
    /** Written by the reading thread only. */
    private volatile long bytesRead;

    private FileSource(List<Path> paths, long totalBytes) {
        this.paths = paths.iterator();
        this.totalBytes = totalBytes;
    }

    /** Looks at each file once, so that one that is missing is found before anything is sent. */
    static FileSource open(JobInput.Files files) {
        List<Path> paths = new ArrayList<>();
        long totalBytes = 0;
        for (int i = 0; i < files.paths().size(); i++) {
            Path path = Path.of(files.paths().get(i));
            totalBytes += requireSize(path, files.sizes().get(i));
            paths.add(path);
        }
        return new FileSource(paths, totalBytes);
    }

    private static long requireSize(Path path, long expected) {
        try {
            long size = Files.size(path);
            if (size != expected) {
                throw ExitCode.FAILED.because("the input has changed: '" + path + "' had " + expected
                        + " bytes when the job was made and has " + size
                        + " now; put the old one back, or run a new job");
            }
            return size;
        } catch (IOException e) {
            throw unopened(path.toString(), e);
        }
    }

    @Override
    public boolean nextFile() {
        close();
        bytesBefore = bytesRead;
        if (!paths.hasNext()) {
            return false;
        }
        Path path = paths.next();
        name = path.toString();
        try {
            FileChannel opened = FileChannel.open(path);
            channel = opened;
            unpacked = Packing.of(opened).unpack(opened);
            return true;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int read(byte[] into, int from, int length) {
        if (channel == null || unpacked == null) {
            throw new IllegalStateException("no file is open: nextFile comes before read");
        }
        try {
            int count = unpacked.read(into, from, length);
            bytesRead = bytesBefore + channel.position();
            return count;
        } catch (IOException e) {
            throw failed(e);
        }
    }

    @Override
    public double share() {
        // a file may have grown since its size was asked
        return totalBytes == 0 ? 1 : Math.min(1, (double) bytesRead / totalBytes);
    }

    @Override
    public void close() {
        try {
            if (unpacked != null) {
                unpacked.close();
            }
            if (channel != null) {
                channel.close(); // where there was nothing to unpack it with
            }
        } catch (IOException e) {
            throw failed(e);
        } finally {
            unpacked = null;
            channel = null;
        }
    }

    private StopException failed(IOException e) {
        if (e instanceof ClosedByInterruptException) {
            return ExitCode.INTERRUPTED.because("interrupted while reading '" + name + "'", e);
        }
        if (channel == null) {
            return unopened(name, e);
        }
        return ExitCode.FAILED.because(
                "cannot read '" + name + "' beyond byte " + position(channel)
                        + " of the file: it is cut off or damaged (" + reason(e) + "); get a whole copy of it",
                e);
    }

    private static StopException unopened(String name, IOException e) {
        return ExitCode.FAILED.because(
                "cannot open '" + name + "': "
                        + (e instanceof NoSuchFileException ? "it is no longer there" : reason(e)),
                e);
    }

    private static String position(FileChannel channel) {
        try {
            return Long.toString(channel.position());
        } catch (IOException e) {
            return "?";
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
