package winnow.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How far a job is, read off the size of its index: what is in there is safe. Knows the longest time in which it stood
 * still since a fault. One thread.
 */
final class Progress {
    private final Path index;
    private final Path complete;
    private long bytes;
    private long movedAt = System.nanoTime();
    private long longestNanos;

    Progress(Path jobFolder) {
        this.index = jobFolder.resolve("results.index.part");
        this.complete = jobFolder.resolve("results.index");
    }

    /** @return bytes of the index so far */
    long look() {
        long now = size();
        long nanos = System.nanoTime();
        longestNanos = Math.max(longestNanos, nanos - movedAt);
        if (now != bytes) {
            bytes = now;
            movedAt = nanos;
        }
        return now;
    }

    private long size() {
        try {
            return Files.size(Files.exists(complete) ? complete : index);
        } catch (IOException e) {
            return 0; // not there yet, or just being renamed
        }
    }

    void fault() {
        movedAt = System.nanoTime();
        longestNanos = 0;
    }

    Duration longestStandstill() {
        return Duration.ofNanos(longestNanos);
    }
}
