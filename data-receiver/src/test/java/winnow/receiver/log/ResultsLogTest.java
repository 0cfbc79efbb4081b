package winnow.receiver.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static winnow.receiver.log.ThreeFrames.FILES;
import static winnow.receiver.log.ThreeFrames.FRAMES;
import static winnow.receiver.log.ThreeFrames.PARTS;
import static winnow.receiver.log.ThreeFrames.utf8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;
import winnow.protocol.frame.Reject;
import winnow.protocol.frame.ResultsFrame;

class ResultsLogTest {

    @Test
    void append_refusesAGapAndARepetition() {
        try (ResultsLog log = ResultsLog.create(FILES, new MemoryDisk())) {
            assertThatThrownBy(() -> log.append(FRAMES.get(1))).isInstanceOf(IllegalStateException.class);
            log.append(FRAMES.get(0));
            assertThatThrownBy(() -> log.append(FRAMES.get(0)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("chunk 0 cannot be appended where chunk 1 comes next");
            log.append(FRAMES.get(1));
            assertThat(log.appended()).isEqualTo(new Mark(2, 36, 77, 5, 1, 72));
        }
    }

    @Test
    void complete_leavesTheBytesOfTheFramesOneAfterTheOther() {
        MemoryDisk disk = ThreeFrames.complete();
        assertThat(disk.bytes(FILES.log())).isEqualTo(utf8("1,a,0.1\n3,c,0.3\n4,d,0.4\n5,\"e\ne\",0.5\n"));
        assertThat(disk.bytes(FILES.rejects()))
                .isEqualTo(utf8(Reject.HEADER
                        + "2,3,16,RAGGED,\"\",\"has 1 field\",\"b\"\r\n"
                        + "6,7,48,RAGGED,\"\",\"has 1 field\",\"f\"\r\n"));
        assertThat(disk.exists(PARTS.log())).isFalse();
        assertThat(disk.exists(PARTS.index())).isFalse();
        assertThat(disk.exists(PARTS.rejects())).isFalse();
    }

    /** The layout that hand-written tools rely on, read here by one. */
    @Test
    void index_hasTheLayoutThatIsDocumented() {
        ByteBuffer index = ByteBuffer.wrap(ThreeFrames.complete().bytes(FILES.index()));
        byte[] magic = new byte[8];
        index.get(magic);
        assertThat(magic).isEqualTo(utf8("WINNOWIX"));
        assertThat(index.getInt()).isEqualTo(2);
        assertThat(index.getInt()).isEqualTo(52);
        assertThat(index.remaining()).isEqualTo(3 * 52);

        index.position(16 + 52);
        assertThat(index.getLong()).as("number").isEqualTo(1);
        assertThat(index.getLong()).as("position in results.log").isEqualTo(16);
        assertThat(index.getInt()).as("bytes in results.log").isEqualTo(20);
        assertThat(index.getLong())
                .as("position in rejects.csv")
                .isEqualTo(Reject.HEADER.length() + FRAMES.get(0).rejects().length);
        assertThat(index.getInt()).as("bytes in rejects.csv").isZero();
        assertThat(index.getInt()).as("rows").isEqualTo(2);
        assertThat(index.getInt()).as("rejected").isZero();
        assertThat(index.getInt()).as("CRC32C of the rows frame").isEqualTo(72);
        assertThat(index.getInt())
                .as("CRC32C of the frame")
                .isEqualTo(FRAMES.get(1).crc32c());
    }

    @Test
    void complete_ofAJobWithoutRowsLeavesAHeaderLineForRejects() {
        MemoryDisk disk = new MemoryDisk();
        try (ResultsLog log = ResultsLog.create(FILES, disk)) {
            assertThat(log.complete().log())
                    .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        }
        assertThat(disk.bytes(FILES.log())).isEmpty();
        assertThat(disk.bytes(FILES.rejects())).isEqualTo(utf8(Reject.HEADER));
        assertThat(disk.bytes(FILES.index())).isEqualTo(ResultsIndex.header());
    }

    @Test
    void sync_isWhatMovesTheMark() {
        try (ResultsLog log = ResultsLog.create(FILES, new MemoryDisk())) {
            log.append(FRAMES.get(0));
            assertThat(log.safe()).isEqualTo(Mark.START);
            log.sync();
            assertThat(log.safe()).isEqualTo(log.appended());
        }
    }

    @Test
    void append_syncsByItselfAfterAWhile() {
        byte[] lines = new byte[8 << 20];
        try (ResultsLog log = ResultsLog.create(FILES, new MemoryDisk())) {
            for (int number = 0; number < 4; number++) {
                assertThat(log.safe()).isEqualTo(Mark.START);
                log.append(ResultsFrame.seal(number, 0, 0, 1, 0, lines, new byte[0]));
            }
            assertThat(log.safe().next()).isEqualTo(4);
        }
    }

    /** Rule 5, at any time: what was synced of the index never speaks of bytes that were not synced. */
    @Test
    void sync_makesBytesSafeBeforeTheIndexSpeaksOfThem() {
        for (int call = 1; call <= 9; call++) {
            MemoryDisk disk = new MemoryDisk();
            FaultyDisk faulty = new FaultyDisk(disk, FaultyDisk.Fault.SYNC_FAILS, call, true);
            try (ResultsLog log = ResultsLog.create(FILES, faulty)) {
                for (ResultsFrame frame : FRAMES) {
                    log.append(frame);
                    log.sync();
                }
            } catch (StopException e) {
                assertThat(e.exitCode()).isEqualTo(ExitCode.FAILED);
            }
            MemoryDisk afterPowerCut = new MemoryDisk();
            afterPowerCut.put(PARTS.log(), disk.syncedBytes(PARTS.log()));
            afterPowerCut.put(PARTS.rejects(), disk.syncedBytes(PARTS.rejects()));
            afterPowerCut.put(PARTS.index(), disk.bytes(PARTS.index())); // the kernel may have been quick with these
            ThreeFrames.assertFinishes(afterPowerCut, "power cut at sync " + call);
        }
    }

    @Test
    void create_refusesToWriteOverResults() {
        MemoryDisk disk = ThreeFrames.complete();
        assertThatThrownBy(() -> ResultsLog.create(FILES, disk))
                .isInstanceOfSatisfying(
                        StopException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE));
    }

    @Test
    void create_throwsAwayWhatIsUnfinished() {
        MemoryDisk disk = ThreeFrames.inWork();
        try (ResultsLog log = ResultsLog.create(FILES, disk)) {
            assertThat(log.appended()).isEqualTo(Mark.START);
            log.complete();
        }
        assertThat(disk.bytes(FILES.log())).isEmpty();
    }

    @Test
    void log_livesOnARealDisk(@TempDir Path folder) throws IOException {
        ResultsFiles files = ResultsFiles.in(folder);
        try (ResultsLog log = ResultsLog.recover(files)) {
            log.append(FRAMES.get(0));
            log.append(FRAMES.get(1));
            log.sync();
            log.append(FRAMES.get(2)); // lost: never synced
        }
        Files.write(files.parts().log(), utf8("torn"), StandardOpenOption.APPEND);
        Digests digests;
        try (ResultsLog log = ResultsLog.recover(files)) {
            assertThat(log.appended().next()).isEqualTo(2);
            log.append(FRAMES.get(2));
            digests = log.complete();
        }
        MemoryDisk expected = ThreeFrames.complete();
        assertThat(files.log()).hasBinaryContent(expected.bytes(FILES.log()));
        assertThat(files.rejects()).hasBinaryContent(expected.bytes(FILES.rejects()));
        assertThat(files.index()).hasBinaryContent(expected.bytes(FILES.index()));
        assertThat(files.log()).hasDigest("SHA-256", digests.log());
        assertThat(files.rejects()).hasDigest("SHA-256", digests.rejects());
    }

    @Test
    void recover_saysWhichFolderIsNotThere(@TempDir Path folder) {
        ResultsFiles files = ResultsFiles.in(folder.resolve("nowhere"));
        assertThatThrownBy(() -> ResultsLog.recover(files))
                .isInstanceOf(StopException.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void frameCrc32c_isKnownOfEveryFrameSafeOrNot() {
        try (ResultsLog log = ResultsLog.create(FILES, new MemoryDisk())) {
            log.append(FRAMES.get(0));
            log.sync();
            log.append(FRAMES.get(1));
            log.append(FRAMES.get(2));
            for (ResultsFrame frame : FRAMES) {
                assertThat(log.frameCrc32c(frame.number())).isEqualTo(frame.crc32c());
            }
        }
    }

    /** At every k-th write, however often: what does not fit is cut off, and with room the bytes are the same. */
    @Test
    void cutBack_goesOnAtTheMarkWhenThereIsRoom() {
        boolean struck = true;
        for (int call = 1; struck; call++) {
            MemoryDisk disk = new MemoryDisk();
            FaultyDisk full = new FaultyDisk(disk, FaultyDisk.Fault.DISK_IS_FULL, call, false);
            Digests digests;
            try (ResultsLog log = ResultsLog.create(FILES, full)) {
                while (log.safe().next() < FRAMES.size()) {
                    try {
                        log.append(FRAMES.get((int) log.appended().next()));
                        log.sync();
                    } catch (DiskFullException e) {
                        assertThatThrownBy(log::sync).isInstanceOf(IllegalStateException.class);
                        log.cutBack();
                        assertThat(log.appended()).isEqualTo(log.safe());
                        assertThat(disk.bytes(PARTS.log()))
                                .hasSize((int) log.safe().logBytes());
                    }
                }
                digests = log.complete();
            }
            struck = full.struck();
            MemoryDisk expected = ThreeFrames.complete();
            for (Path file : FILES.inOrderOfCompletion()) {
                assertThat(disk.bytes(file))
                        .as("full at write %d: %s", call, file)
                        .isEqualTo(expected.bytes(file));
            }
            assertThat(digests.log()).isEqualTo(ThreeFrames.digestsOf(disk).log());
        }
    }
}
