package winnow.simulation;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import winnow.receiver.log.Disk;
import winnow.receiver.log.DiskFile;

/** The disk of the receiver's machine: fills up, and ends the receiver at any call. One thread. */
final class SimulatedDisk implements Disk {
    private static final String NO_ROOM = "No space left on device";
    /** Small, so that a sync may take several writes. */
    private static final int WRITE_BYTES = 512;

    private static final Path INDEX = TinyInput.FILES.parts().index();

    private static final long ENDLESS = Long.MAX_VALUE;

    private final Schedule schedule;
    private final Set<Guard> missing;
    private Map<Path, SimulatedFile> files = new LinkedHashMap<>();
    private Map<Path, SimulatedFile> safeFiles = new LinkedHashMap<>();
    /** Since the folder was synced. */
    private final List<NameChange> changes = new ArrayList<>();

    private long callsLeft = ENDLESS;
    private long room = ENDLESS;

    /** @param from null for a name that is new */
    private record NameChange(@Nullable Path from, Path to, SimulatedFile file) {}

    SimulatedDisk(Schedule schedule, Set<Guard> missing) {
        this.schedule = schedule;
        this.missing = missing;
    }

    /** Ends the process that makes the n-th call from now on, in the middle of it if it is a write. */
    void endProcessAtCall(int n) {
        callsLeft = n;
    }

    void endNoProcess() {
        callsLeft = ENDLESS;
    }

    /** Leaves room for so many bytes. */
    void fill(int bytes) {
        room = bytes;
    }

    void free() {
        room = ENDLESS;
    }

    boolean isFull() {
        return room != ENDLESS;
    }

    /** Of what is not safe anything may be lost; no process is at work on the disk. */
    void cutPower() {
        Map<Path, SimulatedFile> left = new LinkedHashMap<>(safeFiles);
        for (NameChange change : changes) {
            boolean possible = change.from() == null || left.containsKey(change.from());
            if (possible && schedule.oneIn(2)) {
                if (change.from() != null) {
                    left.remove(change.from());
                }
                left.put(change.to(), change.file());
            }
        }
        files = left;
        safeFiles = new LinkedHashMap<>(left);
        changes.clear();
        files.values().forEach(file -> file.cutPower(schedule));
    }

    /** A call that the process may not survive. */
    void call() {
        if (lastCall()) {
            throw new ProcessDiedException();
        }
    }

    private boolean lastCall() {
        return callsLeft != ENDLESS && --callsLeft <= 0;
    }

    byte @Nullable [] bytes(Path path) {
        SimulatedFile file = files.get(path);
        return file == null ? null : file.bytes();
    }

    @Override
    public int writeBytes() {
        return WRITE_BYTES;
    }

    @Override
    public DiskFile open(Path path) {
        call();
        // whoever reads the index takes an entry that is bad before a good one for damage
        boolean isIndex = path.equals(INDEX);
        SimulatedFile file = files.get(path);
        if (file == null) {
            file = new SimulatedFile(isIndex);
            files.put(path, file);
            changes.add(new NameChange(null, path, file));
        }
        return new OpenFile(file, isIndex || !missing.contains(Guard.BYTES_BEFORE_INDEX));
    }

    @Override
    public DiskFile openToRead(Path path) throws IOException {
        SimulatedFile file = files.get(path);
        if (file == null) {
            throw new NoSuchFileException(path.toString());
        }
        return new OpenFile(file, true);
    }

    @Override
    public boolean isFull(Path file, IOException failure) {
        return NO_ROOM.equals(failure.getMessage());
    }

    @Override
    public long usableBytes(Path folder) {
        return room;
    }

    @Override
    public boolean exists(Path file) {
        return files.containsKey(file);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        call();
        SimulatedFile file = files.remove(from);
        if (file == null) {
            throw new NoSuchFileException(from.toString());
        }
        files.put(to, file);
        changes.add(new NameChange(from, to, file));
    }

    @Override
    public void syncFolder(Path folder) {
        call();
        if (!changes.isEmpty()) {
            safeFiles = new LinkedHashMap<>(files);
            changes.clear();
        }
    }

    private final class OpenFile implements DiskFile {
        private final SimulatedFile file;
        /** Whether a sync does what it says: else the index is as good as written before the bytes. */
        private final boolean forced;

        OpenFile(SimulatedFile file, boolean forced) {
            this.file = file;
            this.forced = forced;
        }

        @Override
        public long size() {
            return file.size();
        }

        @Override
        public int read(ByteBuffer into, long position) {
            return file.read(into, position);
        }

        @Override
        public int write(ByteBuffer bytes, long position) throws IOException {
            boolean last = lastCall();
            int length = bytes.remaining();
            if (last) {
                length = schedule.below(length + 1);
            }
            if (isFull()) {
                length = (int) Math.min(length, room);
                room -= length;
            }
            file.write(bytes, position, length);
            if (last) {
                throw new ProcessDiedException();
            }
            if (bytes.hasRemaining() && length == 0) {
                throw new IOException(NO_ROOM);
            }
            return length;
        }

        @Override
        public void truncate(long size) {
            call();
            if (!missing.contains(Guard.CUT_AT_THE_MARK)) {
                file.truncate(size);
            }
        }

        @Override
        public void force() {
            call();
            if (forced) {
                file.force();
            }
            call(); // it may be safe, and nobody was told
        }

        @Override
        public void close() {}
    }
}
