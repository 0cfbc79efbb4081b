package winnow.receiver.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static winnow.receiver.log.ThreeFrames.FILES;
import static winnow.receiver.log.ThreeFrames.FRAMES;
import static winnow.receiver.log.ThreeFrames.PARTS;
import static winnow.receiver.log.ThreeFrames.assertFinishes;
import static winnow.receiver.log.ThreeFrames.utf8;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;
import winnow.protocol.frame.Reject;
import winnow.protocol.frame.ResultsFrame;

class RecoveryTest {
    private static final MemoryDisk WHOLE = ThreeFrames.inWork();
    private static final byte[] LOG = WHOLE.bytes(PARTS.log());
    private static final byte[] REJECTS = WHOLE.bytes(PARTS.rejects());
    private static final byte[] INDEX = WHOLE.bytes(PARTS.index());

    /** Any length of the index with any length of the other two: finished to the same bytes, or an alarm. */
    @Test
    void recover_finishesOrAlarmsForFilesCutAtEveryLength() {
        for (int index = 0; index <= INDEX.length; index++) {
            for (int log = 0; log <= LOG.length; log++) {
                cutAndRecover(log, REJECTS.length, index);
            }
            for (int rejects = 0; rejects <= REJECTS.length; rejects++) {
                cutAndRecover(LOG.length, rejects, index);
            }
        }
    }

    private static void cutAndRecover(int log, int rejects, int index) {
        MemoryDisk disk = new MemoryDisk();
        disk.put(PARTS.log(), Arrays.copyOf(LOG, log));
        disk.put(PARTS.rejects(), Arrays.copyOf(REJECTS, rejects));
        disk.put(PARTS.index(), Arrays.copyOf(INDEX, index));
        String what = "log %d, rejects %d, index %d bytes".formatted(log, rejects, index);
        int entries = Math.max(0, index - 16) / IndexEntry.BYTES;
        int vouchedLog = 0;
        int vouchedRejects = entries == 0 ? 0 : Reject.HEADER.length();
        for (ResultsFrame frame : FRAMES.subList(0, entries)) {
            vouchedLog += frame.results().length;
            vouchedRejects += frame.rejects().length;
        }
        if (log >= vouchedLog && rejects >= vouchedRejects) {
            assertFinishes(disk, what);
        } else {
            assertAlarmAndNothingChanged(disk, what);
        }
    }

    @Test
    void recover_alarmsForEveryBitOfTheLog() {
        for (int bit = 0; bit < LOG.length * 8; bit++) {
            assertAlarmAndNothingChanged(flipped(PARTS.log(), bit), "bit " + bit + " of the log");
        }
    }

    @Test
    void recover_alarmsForEveryBitOfTheRejects() {
        for (int bit = 0; bit < REJECTS.length * 8; bit++) {
            assertAlarmAndNothingChanged(flipped(PARTS.rejects(), bit), "bit " + bit + " of the rejects");
        }
    }

    /** A bad last entry is what a crash leaves: its frame is appended again, to the same bytes. */
    @Test
    void recover_alarmsForEveryBitOfTheIndexBeforeTheLastEntry() {
        for (int bit = 0; bit < INDEX.length * 8; bit++) {
            MemoryDisk disk = flipped(PARTS.index(), bit);
            String what = "bit " + bit + " of the index";
            if (bit / 8 < ResultsIndex.position(2)) {
                assertAlarmAndNothingChanged(disk, what);
            } else {
                assertFinishes(disk, what);
            }
        }
    }

    /** The first entry was being written: the headers are there, and nothing is vouched for. */
    @Test
    void recover_finishesForEveryBadBitOfAnOnlyEntry() {
        byte[] index = Arrays.copyOf(INDEX, (int) ResultsIndex.position(1));
        for (int bit = (int) ResultsIndex.position(0) * 8; bit < index.length * 8; bit++) {
            MemoryDisk disk = WHOLE.copy();
            byte[] bad = index.clone();
            bad[bit / 8] ^= (byte) (1 << (bit % 8));
            disk.put(PARTS.index(), bad);
            assertFinishes(disk, "bit " + bit + " of the only entry");
        }
    }

    @Test
    void recover_cutsOffWhatLiesBeyondTheMarkWhateverItIs() {
        MemoryDisk disk = WHOLE.copy();
        for (Path file : PARTS.inOrderOfCompletion()) {
            byte[] longer = Arrays.copyOf(disk.bytes(file), disk.bytes(file).length + 100);
            Arrays.fill(longer, longer.length - 100, longer.length, (byte) 'x');
            disk.put(file, longer);
        }
        assertFinishes(disk, "100 bytes more");
    }

    /** A receiver that was killed after it wrote the index, and before it synced it; then the power is cut. */
    @Test
    void recover_makesSafeWhatItGoesOnFrom() {
        MemoryDisk disk = WHOLE.copy();
        disk.put(PARTS.index(), Arrays.copyOf(INDEX, ResultsIndex.HEADER_BYTES));
        disk.putUnsynced(PARTS.index(), INDEX);
        try (ResultsLog log = ResultsLog.recover(FILES, disk)) {
            log.complete();
        }
        assertThat(disk.cutPower().bytes(FILES.index())).isEqualTo(INDEX);
    }

    @Test
    void recover_alarmsForAGapInTheIndex() {
        MemoryDisk disk = WHOLE.copy();
        byte[] gap = Arrays.copyOf(INDEX, INDEX.length - 52);
        System.arraycopy(INDEX, 16 + 2 * 52, gap, 16 + 52, 52);
        disk.put(PARTS.index(), gap);
        assertThatThrownBy(() -> ResultsLog.recover(FILES, disk))
                .hasMessageContaining("the entry at byte 68")
                .hasMessageContaining("is for chunk 2")
                .hasMessageContaining("chunk 1 with row 4");
    }

    @Test
    void recover_namesChunkRowsAndBytesOfWhatIsDamaged() {
        MemoryDisk disk = flipped(PARTS.log(), 8 * 20);
        assertThatThrownBy(() -> takeUp(disk))
                .hasMessageContaining("chunk 1 with rows 4 to 5")
                .hasMessageContaining("bytes 16 to 36 of /results/results.log.part");
    }

    /** Frames may have come meanwhile: they change nothing about it. */
    @Test
    void verifyMore_alarmsWhenItComesToWhatIsDamaged() {
        MemoryDisk disk = WHOLE.copy();
        disk.put(PARTS.index(), Arrays.copyOf(INDEX, (int) ResultsIndex.position(2)));
        byte[] damaged = LOG.clone();
        damaged[20] ^= 1;
        disk.put(PARTS.log(), damaged);
        try (ResultsLog log = ResultsLog.recover(FILES, disk)) {
            log.append(FRAMES.get(2));
            log.sync();
            assertThat(log.verifyMore(1)).as("there is more").isTrue();
            assertThatThrownBy(() -> log.verifyMore(1))
                    .isInstanceOf(StopException.class)
                    .hasMessageContaining("chunk 1 with rows 4 to 5");
            assertThatThrownBy(log::complete).isInstanceOf(IllegalStateException.class);
        }
        assertThat(disk.bytes(PARTS.log())).isEqualTo(damaged);
    }

    /** Between any two steps, and in whatever state of the rest. */
    @Test
    void verifyMore_catchesUpWhereverItIsCalled() {
        int steps = 2 * FRAMES.size() + 1;
        for (int there = 0; there <= FRAMES.size(); there++) {
            for (int calls = 0; calls < 1 << steps; calls++) {
                MemoryDisk disk = WHOLE.copy();
                disk.put(PARTS.index(), Arrays.copyOf(INDEX, (int) ResultsIndex.position(there)));
                Digests digests;
                try (ResultsLog log = ResultsLog.recover(FILES, disk)) {
                    int step = 0;
                    verifyMoreIf(calls, step++, log);
                    for (ResultsFrame frame : FRAMES.subList(there, FRAMES.size())) {
                        log.append(frame);
                        verifyMoreIf(calls, step++, log);
                        log.sync();
                        verifyMoreIf(calls, step++, log);
                    }
                    digests = log.complete();
                }
                assertThat(digests)
                        .as("%d frames there, verified more at %s", there, Integer.toBinaryString(calls))
                        .isEqualTo(ThreeFrames.digestsOf(disk));
            }
        }
    }

    private static void verifyMoreIf(int calls, int step, ResultsLog log) {
        if ((calls >> step & 1) == 1) {
            log.verifyMore(1);
        }
    }

    /** What was cut back was not verified, and what is verified is not cut back. */
    @Test
    void verifyMore_goesOnAfterTheDiskWasFull() {
        boolean struck = true;
        for (int write = 1; struck; write++) {
            MemoryDisk disk = WHOLE.copy();
            disk.put(PARTS.index(), Arrays.copyOf(INDEX, (int) ResultsIndex.position(1)));
            FaultyDisk full = new FaultyDisk(disk, FaultyDisk.Fault.DISK_IS_FULL, write, false);
            Digests digests;
            try (ResultsLog log = ResultsLog.recover(FILES, full)) {
                while (log.safe().next() < FRAMES.size()) {
                    try {
                        log.append(FRAMES.get((int) log.appended().next()));
                        log.verifyMore(1);
                        log.sync();
                    } catch (DiskFullException e) {
                        log.cutBack();
                    }
                }
                digests = log.complete();
            }
            struck = full.struck();
            assertThat(digests).as("full at write %d", write).isEqualTo(ThreeFrames.digestsOf(disk));
        }
    }

    /** A crash between two renames of a completion, or after the last of them. */
    @Test
    void recover_takesUpACompletionThatWasCutShort() {
        for (int renamed = 0; renamed <= 3; renamed++) {
            MemoryDisk disk = WHOLE.copy();
            for (int i = 0; i < renamed; i++) {
                Path file = FILES.inOrderOfCompletion().get(i);
                disk.put(file, disk.bytes(PARTS.inOrderOfCompletion().get(i)));
            }
            MemoryDisk crashed = new MemoryDisk();
            for (int i = 0; i < 3; i++) {
                Path from = i < renamed
                        ? FILES.inOrderOfCompletion().get(i)
                        : PARTS.inOrderOfCompletion().get(i);
                crashed.put(from, disk.bytes(from));
            }
            assertFinishes(crashed, renamed + " files renamed");
        }
    }

    @Test
    void recover_refusesALogThatIsNotItsOwn() {
        MemoryDisk disk = new MemoryDisk();
        disk.put(FILES.log(), utf8("somebody's\n"));
        StopException stop = catchThrowableOfType(StopException.class, () -> ResultsLog.recover(FILES, disk));
        assertThat(stop.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(disk.bytes(FILES.log())).isEqualTo(utf8("somebody's\n"));
    }

    /** Every k-th call, once and for ever: a stop in good order, and a restart on a mended disk finishes the same bytes. */
    @ParameterizedTest
    @EnumSource
    void recover_finishesWhatADiskThatFailedLeft(FaultyDisk.Fault fault) {
        for (boolean forEver : new boolean[] {false, true}) {
            boolean struck = true;
            for (int call = 1; struck; call++) {
                MemoryDisk disk = new MemoryDisk();
                FaultyDisk faulty = new FaultyDisk(disk, fault, call, forEver);
                Optional<ExitCode> stop = writeAll(faulty);
                struck = faulty.struck();
                String what = fault + " at call " + call + (forEver ? " and for ever" : "");
                if (struck && fault != FaultyDisk.Fault.WRITE_IS_SHORT) {
                    assertThat(stop).as(what).hasValue(ExitCode.FAILED);
                } else {
                    assertThat(stop).as(what).isEmpty();
                }
                assertThat(faulty.syncsAfterAFailure()).as(what).isZero();
                assertFinishes(disk, what);
            }
        }
    }

    private static Optional<ExitCode> writeAll(Disk disk) {
        try (ResultsLog log = ResultsLog.recover(FILES, disk)) {
            try {
                for (ResultsFrame frame : FRAMES) {
                    log.append(frame);
                    log.sync();
                }
                log.complete();
                return Optional.empty();
            } catch (StopException | DiskFullException e) {
                assertThatThrownBy(() -> log.append(FRAMES.get(0))).isInstanceOf(IllegalStateException.class);
                assertThatThrownBy(log::sync).isInstanceOf(IllegalStateException.class);
                assertThatThrownBy(log::complete).isInstanceOf(IllegalStateException.class);
                return Optional.of(e instanceof StopException stop ? stop.exitCode() : ExitCode.FAILED);
            }
        } catch (StopException e) { // before there was a log
            return Optional.of(e.exitCode());
        }
    }

    private static MemoryDisk flipped(Path file, int bit) {
        MemoryDisk disk = WHOLE.copy();
        byte[] bytes = disk.bytes(file);
        bytes[bit / 8] ^= (byte) (1 << (bit % 8));
        disk.put(file, bytes);
        return disk;
    }

    /** All that is done before files are complete, without a frame more. */
    private static void takeUp(Disk disk) {
        try (ResultsLog log = ResultsLog.recover(FILES, disk)) {
            log.complete();
        }
    }

    private static void assertAlarmAndNothingChanged(MemoryDisk disk, String what) {
        MemoryDisk before = disk.copy();
        StopException alarm = catchThrowableOfType(StopException.class, () -> takeUp(disk));
        assertThat(alarm).as(what).isNotNull();
        assertThat(alarm.exitCode()).as(what).isEqualTo(ExitCode.FAILED);
        assertThat(alarm)
                .as(what)
                .hasMessageContaining("chunk")
                .hasMessageContaining("row")
                .hasMessageContaining("byte");
        for (Path file : PARTS.inOrderOfCompletion()) {
            assertThat(disk.bytes(file)).as(what).isEqualTo(before.bytes(file));
        }
    }
}
