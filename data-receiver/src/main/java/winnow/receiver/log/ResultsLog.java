package winnow.receiver.log;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import winnow.protocol.ExitCode;
import winnow.protocol.frame.Reject;
import winnow.protocol.frame.ResultsFrame;

/**
 * results.log with its index and rejects.csv: takes frames in the order of their numbers, and nothing else (rule 4). The
 * receiver and the direct run both write through it. One thread.
 *
 * <pre>
 *   create ───┐           ┌── append, sync,
 *             ├──> OPEN <─┘   verifyMore
 *   recover ──┘    │ ├── complete ──> COMPLETE
 *                  │ └── a failure ─> BROKEN, from which only a restart goes on, at the mark
 *                  └──── no room ───> FULL ── cutBack ──> OPEN, at the mark
 * </pre>
 */
public final class ResultsLog implements AutoCloseable {
    /**
     * After so much that is not safe yet a sync comes by itself: it bounds what a crash costs and what the index holds back
     * in memory, and is large enough for a sync's own time not to count.
     */
    private static final long MOST_UNSYNCED_BYTES = 32 << 20;

    /** Rejects and entries are few: for them a buffer is enough that is so many times smaller than a write should be. */
    private static final int SMALLER = 8;

    /** Below so much room there is no use in going on. */
    private static final long LEAST_ROOM_BYTES = 1 << 20;

    /** More than is appended from one sync to the next, and so the only way to catch up. */
    private static final int REST = 4;

    private enum State {
        OPEN,
        FULL,
        COMPLETE,
        BROKEN
    }

    private final ResultsFiles files;
    private final Disk disk;
    private final OpenFiles open;
    private AppendFile log;
    private AppendFile rejects;
    private ResultsIndex index;
    private MessageDigest logDigest;
    private MessageDigest rejectsDigest;
    private Mark appended;
    private Mark safe;
    /** The digests as they were at the mark. */
    private MessageDigest safeLogDigest;

    private MessageDigest safeRejectsDigest;
    /** Of what an earlier run has left; while it is there, digests do not go along with what is appended. */
    private @Nullable LogVerifier unverified;

    private State state = State.OPEN;

    /** Goes on at the mark, beyond which the files were cut. */
    private ResultsLog(ResultsFiles files, Disk disk, OpenFiles open, LogVerifier verifier, Mark mark)
            throws IOException {
        this.files = files;
        this.disk = disk;
        this.open = open;
        this.safe = mark;
        this.safeLogDigest = verifier.logDigest();
        this.safeRejectsDigest = verifier.rejectsDigest();
        this.unverified = mark.next() == 0 ? null : verifier;
        goOnAtTheMark();
    }

    private void goOnAtTheMark() throws IOException {
        int writeBytes = disk.writeBytes();
        log = new AppendFile(disk, open.log(), open.names().log(), writeBytes);
        rejects = new AppendFile(disk, open.rejects(), open.names().rejects(), writeBytes / SMALLER);
        index = new ResultsIndex(
                new AppendFile(disk, open.index(), open.names().index(), writeBytes / SMALLER), safe.next());
        logDigest = Digests.copy(safeLogDigest);
        rejectsDigest = Digests.copy(safeRejectsDigest);
        appended = safe;
        if (safe.next() == 0) {
            rejects.append(Reject.HEADER.getBytes(StandardCharsets.US_ASCII));
            index.addHeader();
        }
    }

    /** Begins anew; what an earlier run left unfinished under these names is lost. */
    public static ResultsLog create(ResultsFiles files) {
        return create(files, Disk.LOCAL);
    }

    /**
     * Goes on where an earlier run was stopped, or begins if there was none. That its bytes are there is checked now, that
     * they are what was written by {@link #verifyMore}.
     *
     * @throws winnow.protocol.StopException with a sentence that names chunk, rows and byte, if what that run had vouched
     *     for is not there
     */
    public static ResultsLog recover(ResultsFiles files) {
        return recover(files, Disk.LOCAL);
    }

    /** @param disk another than this machine's, for those who want to see one fail */
    public static ResultsLog create(ResultsFiles files, Disk disk) {
        for (Path file : files.inOrderOfCompletion()) {
            if (disk.exists(file)) {
                throw Recovery.alreadyThere(file);
            }
        }
        return open(files, disk, true);
    }

    /** @param disk see {@link #create(ResultsFiles, Disk)} */
    public static ResultsLog recover(ResultsFiles files, Disk disk) {
        try {
            Recovery.takeBack(files, disk);
        } catch (IOException e) {
            throw cannotOpen(files, e);
        }
        return open(files, disk, false);
    }

    private static ResultsLog open(ResultsFiles files, Disk disk, boolean anew) {
        try {
            OpenFiles open = OpenFiles.open(files.parts(), disk);
            try {
                disk.syncFolder(files.folder());
                LogVerifier verifier = new LogVerifier(open);
                Mark mark = anew ? Mark.START : verifier.readIndex();
                Recovery.cut(mark, open);
                return new ResultsLog(files, disk, open, verifier, mark);
            } catch (IOException | RuntimeException e) {
                open.close();
                throw e;
            }
        } catch (IOException e) {
            throw cannotOpen(files, e);
        }
    }

    private static RuntimeException cannotOpen(ResultsFiles files, IOException e) {
        return ExitCode.FAILED.because(
                "cannot open " + files.parts().log() + " and the files beside it: " + e
                        + "; make sure that the folder is there and can be written",
                e);
    }

    /**
     * Appends the next frame. It is not safe before {@link #safe} says so.
     *
     * @throws DiskFullException if there is no room: {@link #cutBack} must follow
     */
    public void append(ResultsFrame frame) {
        require(State.OPEN);
        if (frame.number() != appended.next()) {
            throw new IllegalStateException(
                    "chunk " + frame.number() + " cannot be appended where chunk " + appended.next() + " comes next");
        }
        write(() -> {
            log.append(frame.results());
            rejects.append(frame.rejects());
            if (unverified == null) {
                logDigest.update(frame.results());
                rejectsDigest.update(frame.rejects());
            }
            IndexEntry entry = IndexEntry.of(frame, appended);
            index.add(entry);
            appended = appended.plus(entry);
        });
        if (unsyncedBytes() >= MOST_UNSYNCED_BYTES) {
            sync();
        }
    }

    /**
     * Returns when all that was appended is safe. Bytes first, index second (rule 5). A failure is never retried.
     *
     * @throws DiskFullException if there is no room: {@link #cutBack} must follow
     */
    public void sync() {
        require(State.OPEN);
        if (index.pendingBytes() == 0) {
            return;
        }
        write(() -> {
            log.force();
            rejects.force();
            index.vouch();
        });
        safe = appended;
        if (unverified == null) {
            rememberSafeDigests();
        }
    }

    private void rememberSafeDigests() {
        safeLogDigest = Digests.copy(logDigest);
        safeRejectsDigest = Digests.copy(rejectsDigest);
    }

    /**
     * Reads some more of what an earlier run has left, and of what was made safe since: so that a restart late in a large
     * job does not have to read all of it before the next frame. Nothing is left to read when it has caught up with what
     * is appended; that is when all of that is safe, at the latest in {@link #complete}.
     *
     * @param bytes after which it is enough for now; a rest of a few times as many is read at once
     * @return whether there is more
     * @throws winnow.protocol.StopException with a sentence that names chunk, rows and byte, if something is not as it was
     *     written
     */
    public boolean verifyMore(long bytes) {
        LogVerifier verifier = unverified;
        if (verifier == null) {
            return false;
        }
        require(State.OPEN);
        state = State.BROKEN; // until it is known to be good
        try {
            boolean isRest = verifier.left(safe) / REST <= bytes;
            if (verifier.verify(safe, isRest ? Long.MAX_VALUE : bytes).equals(appended)) {
                unverified = null;
                logDigest = verifier.logDigest();
                rejectsDigest = verifier.rejectsDigest();
                rememberSafeDigests();
            }
        } catch (IOException e) {
            throw ExitCode.FAILED.because(
                    "cannot read " + files.parts().log() + " and the files beside it back: " + e
                            + "; make sure that the disk works, and start the receiver again",
                    e);
        }
        state = State.OPEN;
        return unverified != null;
    }

    /** Whatever ends this before it is done leaves the log broken, but for a want of room. */
    private void write(Runnable step) {
        state = State.BROKEN;
        try {
            step.run();
            state = State.OPEN;
        } catch (DiskFullException e) {
            state = State.FULL;
            throw e;
        }
    }

    /** After a {@link DiskFullException}: cuts off all that is not safe. Frames come next from the mark on. */
    public void cutBack() {
        require(State.FULL);
        state = State.BROKEN; // until all of it is done
        try {
            Recovery.cut(safe, open);
            goOnAtTheMark();
        } catch (IOException e) {
            throw ExitCode.FAILED.because(
                    "cannot cut " + files.parts().log() + " and the files beside it back to what is safe: "
                            + e.getMessage() + "; make sure that the disk works, and start the receiver again",
                    e);
        }
        state = State.OPEN;
    }

    /** Whether there is room to go on with. */
    public boolean hasRoom() {
        try {
            return disk.usableBytes(files.folder()) >= LEAST_ROOM_BYTES;
        } catch (IOException e) {
            throw ExitCode.FAILED.because(
                    "cannot tell how much room there is in " + files.folder() + ": " + e.getMessage()
                            + "; make sure that the disk works, and start the receiver again",
                    e);
        }
    }

    /** Syncs, verifies what is left of an earlier run, and gives the files their last names. The log gets its name last. */
    public Digests complete() {
        sync();
        verifyMore(Long.MAX_VALUE);
        state = State.BROKEN; // until all of it is done
        try {
            open.close();
            for (int i = 0; i < files.inOrderOfCompletion().size(); i++) {
                disk.rename(
                        files.parts().inOrderOfCompletion().get(i),
                        files.inOrderOfCompletion().get(i));
            }
            disk.syncFolder(files.folder());
        } catch (IOException e) {
            throw ExitCode.FAILED.because(
                    "cannot give " + files.parts().log() + " and the files beside it their last names: " + e
                            + "; make sure that the disk works, and start the receiver again",
                    e);
        }
        state = State.COMPLETE;
        return Digests.of(logDigest, rejectsDigest);
    }

    private void require(State required) {
        if (state != required) {
            throw new IllegalStateException(files.log() + " is " + state + " and takes no more");
        }
    }

    /** The CRC32C of a frame that was appended, however long ago. */
    public int frameCrc32c(long number) {
        return index.frameCrc32c(number);
    }

    /** How far the index vouches for the files. */
    public Mark safe() {
        return safe;
    }

    /** How far frames were appended. */
    public Mark appended() {
        return appended;
    }

    /** The names of the files until they are complete. */
    public ResultsFiles parts() {
        return files.parts();
    }

    private long unsyncedBytes() {
        return appended.logBytes()
                - safe.logBytes()
                + appended.rejectsBytes()
                - safe.rejectsBytes()
                + index.pendingBytes();
    }

    /** Leaves the files as they are. What is not safe will be cut off or written again. */
    @Override
    public void close() {
        try {
            open.close();
        } catch (IOException e) {
            throw ExitCode.FAILED.because("cannot close " + files.parts().log() + ": " + e.getMessage(), e);
        }
    }
}
