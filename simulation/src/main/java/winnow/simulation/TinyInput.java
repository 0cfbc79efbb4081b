package winnow.simulation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import winnow.classifier.pipeline.Pipeline;
import winnow.protocol.frame.Manifest;
import winnow.protocol.frame.ResultsFrame;
import winnow.protocol.frame.RowsFrame;
import winnow.protocol.job.CsvFormat;
import winnow.protocol.job.CutRule;
import winnow.receiver.log.Digests;
import winnow.receiver.log.ResultsFiles;
import winnow.receiver.log.ResultsLog;
import winnow.sender.cut.Cutter;

/**
 * A few rows, and what the sender's cutter, the instances' pipeline and the receiver's log make of them when nothing
 * disturbs them. All of that is pure, so once is as good as at every start of a program. Immutable; any thread.
 */
final class TinyInput {
    static final CsvFormat FORMAT = new CsvFormat(',', true, List.of("a", "b"));
    static final ResultsFiles FILES = ResultsFiles.in(Path.of("/job"));

    private final List<RowsFrame> chunks = new ArrayList<>();
    private final Manifest manifest;
    /** By the CRC32C of the rows frame, which speaks for all of the input up to its end. */
    private final Map<Integer, ResultsFrame> results = new HashMap<>();

    private final FinishedFiles finished;
    private final Digests digests;

    TinyInput(List<byte[]> files, CutRule rule, Pipeline pipeline) {
        SimulatedDisk disk = new SimulatedDisk(new Schedule(0, null), Set.of());
        try (ResultsLog log = ResultsLog.create(FILES, disk)) {
            Cutter cutter = new Cutter(new BytesSource(files), FORMAT, rule);
            for (RowsFrame frame = cutter.next(); frame != null; frame = cutter.next()) {
                ResultsFrame classified = pipeline.classify(frame);
                log.append(classified);
                chunks.add(frame);
                results.put(frame.crc32c(), classified);
            }
            manifest = cutter.manifest();
            digests = log.complete();
        }
        finished = FinishedFiles.on(disk);
    }

    List<RowsFrame> chunks() {
        return chunks;
    }

    Manifest manifest() {
        return manifest;
    }

    Map<Integer, ResultsFrame> results() {
        return results;
    }

    /** Of the files of an undisturbed run. */
    Digests digests() {
        return digests;
    }

    /** The files of an undisturbed run. */
    FinishedFiles finished() {
        return finished;
    }
}
