package winnow.receiver.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import winnow.protocol.frame.Frame;
import winnow.protocol.frame.Reject;
import winnow.protocol.frame.RejectCode;
import winnow.protocol.frame.ResultsFrame;

/** A log of three frames, small enough to be cut and bent everywhere: two with rejects, one without. */
final class ThreeFrames {
    static final ResultsFiles FILES = ResultsFiles.in(Path.of("/results"));
    static final ResultsFiles PARTS = FILES.parts();

    static final List<ResultsFrame> FRAMES = List.of(
            ResultsFrame.seal(0, Frame.NO_PARENT, 71, 3, 1, utf8("1,a,0.1\n3,c,0.3\n"), reject(2, "b")),
            ResultsFrame.seal(1, 71, 72, 2, 0, utf8("4,d,0.4\n5,\"e\ne\",0.5\n"), new byte[0]),
            ResultsFrame.seal(2, 72, 73, 1, 1, new byte[0], reject(6, "f")));

    private static final MemoryDisk COMPLETE = complete();

    private ThreeFrames() {}

    /** The frames written undisturbed, synced after each, not complete. */
    static MemoryDisk inWork() {
        MemoryDisk disk = new MemoryDisk();
        try (ResultsLog log = ResultsLog.create(FILES, disk)) {
            for (ResultsFrame frame : FRAMES) {
                log.append(frame);
                log.sync();
            }
        }
        return disk;
    }

    static MemoryDisk complete() {
        MemoryDisk disk = new MemoryDisk();
        try (ResultsLog log = ResultsLog.create(FILES, disk)) {
            FRAMES.forEach(log::append);
            log.complete();
        }
        return disk;
    }

    /** Recovers, appends what is missing, completes; then every byte must be there. */
    static void assertFinishes(MemoryDisk disk, String what) {
        Digests digests;
        try (ResultsLog log = ResultsLog.recover(FILES, disk)) {
            FRAMES.subList((int) log.appended().next(), FRAMES.size()).forEach(log::append);
            digests = log.complete();
        }
        assertSameBytes(disk, COMPLETE, what);
        assertThat(digests).as(what).isEqualTo(digestsOf(disk));
    }

    static Digests digestsOf(MemoryDisk disk) {
        var log = Digests.sha256();
        log.update(disk.bytes(FILES.log()));
        var rejects = Digests.sha256();
        rejects.update(disk.bytes(FILES.rejects()));
        return Digests.of(log, rejects);
    }

    private static void assertSameBytes(MemoryDisk actual, MemoryDisk expected, String what) {
        for (Path file : FILES.inOrderOfCompletion()) {
            assertThat(actual.bytes(file)).as("%s: %s", what, file).isEqualTo(expected.bytes(file));
        }
    }

    private static byte[] reject(long row, String raw) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Reject(row, row + 1, 8 * row, RejectCode.RAGGED, "", "has 1 field", utf8(raw)).appendTo(out);
        return out.toByteArray();
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
