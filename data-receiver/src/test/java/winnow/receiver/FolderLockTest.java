package winnow.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;
import winnow.protocol.job.JobId;

class FolderLockTest {
    private static final JobId JOB = new JobId("20261123-092410-123k7");
    private static final JobId OTHER = new JobId("20261123-092410-123k8");

    @TempDir
    Path folder;

    @Test
    void take_refusesASecondReceiver() {
        try (FolderLock first = FolderLock.take(folder, JOB)) {
            assertThat(first.isClaimed()).isFalse();
            StopException stop = catchThrowableOfType(StopException.class, () -> FolderLock.take(folder, JOB));
            assertThat(stop.exitCode()).isEqualTo(ExitCode.FAILED);
            assertThat(stop).hasMessageContaining("another receiver is at work in " + folder);
        }
        FolderLock.take(folder, JOB).close();
    }

    @Test
    void isClaimed_knowsTheJobAgain() {
        try (FolderLock lock = FolderLock.take(folder.resolve("new/folder"), JOB)) {
            lock.claim();
        }
        try (FolderLock lock = FolderLock.take(folder.resolve("new/folder"), JOB)) {
            assertThat(lock.isClaimed()).isTrue();
        }
    }

    @Test
    void isClaimed_refusesTheFolderOfAnotherJob() {
        try (FolderLock lock = FolderLock.take(folder, JOB)) {
            lock.claim();
        }
        try (FolderLock lock = FolderLock.take(folder, OTHER)) {
            StopException stop = catchThrowableOfType(StopException.class, lock::isClaimed);
            assertThat(stop.exitCode()).isEqualTo(ExitCode.USAGE);
            assertThat(stop).hasMessageContaining("those of job " + JOB);
        }
    }

    @Test
    void isClaimed_takesAClaimThatWasCutShortForNone() throws IOException {
        Files.writeString(folder.resolve("receiver.lock"), "20261123-0924");
        try (FolderLock lock = FolderLock.take(folder, JOB)) {
            assertThat(lock.isClaimed()).isFalse();
            lock.claim();
            assertThat(lock.isClaimed()).isTrue();
        }
    }
}
