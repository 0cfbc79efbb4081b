package winnow.simulation;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import winnow.classifier.model.Classifiers;
import winnow.classifier.pipeline.Pipeline;
import winnow.protocol.frame.ResultsFrame;
import winnow.protocol.frame.RowsFrame;
import winnow.protocol.job.CutRule;
import winnow.protocol.job.JobSpec;
import winnow.protocol.job.ModelSpec;

/**
 * A job of a few rows, with all that a row can be. Immutable; any thread.
 *
 * @param edited what a user may have made of the input while the job was under way
 */
record TinyJob(int partitions, TinyInput original, TinyInput edited) {
    private static final int JOBS = 256;
    private static final int MOST_ROWS = 14;
    private static final int MOST_PARTITIONS = 4;
    private static final int MAX_ROW_BYTES = 24;

    private static final List<TinyJob> ALL = all();

    static TinyJob any(Schedule schedule) {
        return ALL.get(schedule.below(JOBS));
    }

    private static List<TinyJob> all() {
        Schedule chance = new Schedule(20261123, null); // any number: the jobs are always the same
        Pipeline pipeline = new Pipeline(
                TinyInput.FORMAT,
                Classifiers.open(ModelSpec.of("blackbox", Map.of("slowness", "1")), TinyInput.FORMAT),
                JobSpec.DEFAULT_TIME_LIMIT);
        List<TinyJob> jobs = new ArrayList<>();
        for (int i = 0; i < JOBS; i++) {
            CutRule rule = new CutRule(1 + chance.below(3), 16 + chance.below(40), MAX_ROW_BYTES);
            List<String> rows = new ArrayList<>();
            for (int n = chance.below(MOST_ROWS + 1); n > 0; n--) {
                rows.add(row(chance));
            }
            List<String> edited = edited(rows, chance);
            boolean twoFiles = chance.oneIn(4);
            jobs.add(new TinyJob(
                    1 + chance.below(MOST_PARTITIONS),
                    new TinyInput(files(rows, twoFiles), rule, pipeline),
                    new TinyInput(files(edited, twoFiles), rule, pipeline)));
        }
        return jobs;
    }

    private static String row(Schedule chance) {
        String value = Integer.toString(chance.below(1000));
        return switch (chance.below(12)) {
            case 0 -> value + "\n"; // ragged
            case 1 -> "\"" + value + "\n\"\"\"," + value + "\r\n";
            case 2 -> value.repeat(12) + ",oversized\n";
            case 3 -> "\n";
            case 4 -> "\"" + value + "\"x," + value + "\n"; // malformed
            default -> value + "," + chance.below(10) + "\n";
        };
    }

    private static List<String> edited(List<String> rows, Schedule chance) {
        List<String> edited = new ArrayList<>(rows);
        int at = chance.below(rows.size() + 1);
        if (at == rows.size() || chance.oneIn(4)) {
            edited.add(at, "one,more\n");
        } else if (chance.oneIn(3)) {
            edited.subList(at, rows.size()).clear();
        } else {
            edited.set(at, "x,y\n");
        }
        return edited;
    }

    private static List<byte[]> files(List<String> rows, boolean twoFiles) {
        int half = twoFiles ? rows.size() / 2 : rows.size();
        List<byte[]> files = new ArrayList<>(List.of(file(rows.subList(0, half))));
        if (twoFiles) {
            files.add(file(rows.subList(half, rows.size())));
        }
        return files;
    }

    private static byte[] file(List<String> rows) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes("a,b\n".getBytes(StandardCharsets.US_ASCII));
        rows.forEach(row -> file.writeBytes(row.getBytes(StandardCharsets.US_ASCII)));
        return file.toByteArray();
    }

    /** What the pipeline makes of a frame. */
    ResultsFrame results(RowsFrame frame) {
        ResultsFrame results = original.results().get(frame.crc32c());
        if (results == null) {
            results = edited.results().get(frame.crc32c());
        }
        if (results == null) {
            throw new IllegalStateException("a chunk that was cut from no input");
        }
        return results;
    }
}
