package winnow.simulation;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The three files of a complete job, to the byte; null for one that is not there. */
@SuppressWarnings("ArrayRecordComponent") // compared by content, below
record FinishedFiles(byte @Nullable [] log, byte @Nullable [] index, byte @Nullable [] rejects) {

    static FinishedFiles on(SimulatedDisk disk) {
        return new FinishedFiles(
                disk.bytes(TinyInput.FILES.log()),
                disk.bytes(TinyInput.FILES.index()),
                disk.bytes(TinyInput.FILES.rejects()));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FinishedFiles files
                && Arrays.equals(log, files.log)
                && Arrays.equals(index, files.index)
                && Arrays.equals(rejects, files.rejects);
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(log), Arrays.hashCode(index), Arrays.hashCode(rejects));
    }
}
