package winnow.receiver;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import winnow.protocol.ExitCode;
import winnow.protocol.job.JobId;

/**
 * The file {@code receiver.lock} of a job's folder. While it is locked no second receiver works there; what stands in it
 * is the job whose unfinished files are there, so that no receiver of another job goes on with them. The operating system
 * gives the lock back when the process ends, however it ends; the file stays.
 */
final class FolderLock implements AutoCloseable {
    private static final String FILE_NAME = "receiver.lock";

    private final FileChannel channel;
    private final Path file;
    private final String line;

    private FolderLock(FileChannel channel, Path file, JobId job) {
        this.channel = channel;
        this.file = file;
        this.line = job + "\n";
    }

    /** @throws winnow.protocol.StopException if another receiver is at work there */
    static FolderLock take(Path folder, JobId job) {
        Path file = folder.resolve(FILE_NAME);
        try {
            Files.createDirectories(folder);
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!tryLock(channel)) {
                channel.close();
                throw ExitCode.FAILED.because("another receiver is at work in " + folder
                        + ": wait until it has ended, or stop it ('winnow status' shows it)");
            }
            return new FolderLock(channel, file, job);
        } catch (IOException e) {
            throw ExitCode.USAGE.because(
                    "cannot work in " + folder + ": " + e + "; choose a folder that can be written", e);
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // another receiver in this process
        }
    }

    /**
     * Whether unfinished files in this folder are this job's.
     *
     * @throws winnow.protocol.StopException if they are another job's
     */
    boolean isClaimed() {
        try {
            ByteBuffer bytes = ByteBuffer.allocate(256);
            int length = Math.max(0, channel.read(bytes, 0));
            String found = new String(bytes.array(), 0, length, StandardCharsets.UTF_8);
            if (found.endsWith("\n") && !found.equals(line)) {
                throw ExitCode.USAGE.because("the files in " + file.resolveSibling("") + " are those of job "
                        + found.strip() + ": choose another folder for job " + line.strip());
            }
            return found.equals(line); // a claim that a crash cut short is none: nothing was appended yet
        } catch (IOException e) {
            throw ExitCode.FAILED.because("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** Says that unfinished files in this folder are this job's. To be called before anything is appended to them. */
    void claim() {
        try {
            channel.truncate(0);
            channel.write(StandardCharsets.UTF_8.encode(line), 0);
            channel.force(true);
        } catch (IOException e) {
            throw ExitCode.FAILED.because("cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw ExitCode.FAILED.because("cannot close " + file + ": " + e.getMessage(), e);
        }
    }
}
