package winnow.receiver.tally;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import winnow.protocol.ExitCode;
import winnow.protocol.job.JobSpec;

/**
 * Counts the labels in results, and if there is a column that knows better, which labels its rows got. It reads the
 * results themselves, so that it says the same whatever happened on the way to them. One thread.
 */
public final class Tally {
    /** The output that is counted. */
    public static final String LABEL = "label";

    /** What has more different ones is no label: counting ends, for it would take more and more memory. */
    static final int MOST_LABELS = 1000;

    private static final int BLOCK_BYTES = 1 << 20;

    private final @Nullable String truth;
    private final FieldScanner scanner;
    private SortedMap<String, Long> labels = new TreeMap<>();
    private SortedMap<String, SortedMap<String, Long>> confusion = new TreeMap<>();
    private boolean tooManyLabels;
    private boolean tooManyClasses;
    private long rows;
    private long correct;
    private long unlabelled;

    /** @param truth the column or output that the labels are compared with, or null */
    private Tally(char delimiter, int labelField, int truthField, @Nullable String truth) {
        this.truth = truth;
        this.scanner = new FieldScanner(
                delimiter, truth == null ? List.of(labelField) : List.of(labelField, truthField), this::count);
    }

    /** Of the labels of such a job, against its column if it has one for that; null if it gives no labels. */
    public static @Nullable Tally of(JobSpec job) {
        int output = job.outputs().indexOf(LABEL);
        if (output < 0) {
            return null;
        }
        List<String> columns = job.format().columns();
        String truth = job.evaluate();
        return new Tally(
                job.format().delimiter(), columns.size() + output, truth == null ? -1 : columns.indexOf(truth), truth);
    }

    /** Of one output against another one. */
    public static Tally ofOutputs(JobSpec job, String truth, String label) {
        List<String> fields = new ArrayList<>(job.format().columns());
        int before = fields.size();
        return new Tally(
                job.format().delimiter(),
                before + job.outputs().indexOf(label),
                before + job.outputs().indexOf(truth),
                truth);
    }

    /** Reads as much of the file as there is something to count. */
    public void readAll(Path log) {
        try (InputStream in = Files.newInputStream(log)) {
            byte[] block = new byte[BLOCK_BYTES];
            for (int read = in.read(block); read > 0 && !isPointless(); read = in.read(block)) {
                scanner.scan(block, 0, read);
            }
        } catch (IOException e) {
            throw ExitCode.FAILED.because(
                    "cannot read " + log + " to count its labels: " + e.getMessage()
                            + "; make sure that the disk works, and start the receiver again",
                    e);
        }
    }

    /** Whole lines, as a frame has them. */
    public void add(byte[] lines) {
        if (!isPointless()) {
            scanner.scan(lines, 0, lines.length);
        }
    }

    private boolean isPointless() {
        return tooManyLabels && truth == null;
    }

    private void count(String[] fields) {
        String label = fields[0].strip();
        if (!tooManyLabels) {
            labels.merge(label, 1L, Long::sum);
            if (labels.size() > MOST_LABELS) {
                labels = new TreeMap<>();
                tooManyLabels = true;
            }
        }
        if (truth != null) {
            compare(fields[1].strip(), label);
        }
    }

    private void compare(String right, String label) {
        if (right.isEmpty()) {
            unlabelled++;
            return;
        }
        rows++;
        correct += right.equals(label) ? 1 : 0;
        if (!tooManyClasses) {
            confusion.computeIfAbsent(right, key -> new TreeMap<>()).merge(label, 1L, Long::sum);
            if (confusion.size() > MOST_LABELS || tooManyLabels) {
                confusion = new TreeMap<>();
                tooManyClasses = true;
            }
        }
    }

    /** Rows by label; null if there are too many different ones. */
    public @Nullable SortedMap<String, Long> labels() {
        return tooManyLabels ? null : labels;
    }

    /** Null if there is nothing to compare with. */
    public @Nullable Evaluation evaluation() {
        return truth == null ? null : Evaluation.of(truth, rows, correct, unlabelled, confusion);
    }
}
