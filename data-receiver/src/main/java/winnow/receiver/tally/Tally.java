package winnow.receiver.tally;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
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
    /** Null when there are none to count, or too many. */
    private @Nullable SortedMap<String, Long> labels;

    private SortedMap<String, SortedMap<String, Long>> confusion = new TreeMap<>();
    private boolean tooManyClasses;
    private long rows;
    private long correct;
    private long unlabelled;

    /**
     * @param labelField negative if there is none, as the other
     * @param truth the column or output that the labels are compared with, or null
     */
    private Tally(char delimiter, int labelField, int truthField, @Nullable String truth) {
        this.truth = truth;
        this.labels = labelField < 0 ? null : new TreeMap<>();
        this.scanner = new FieldScanner(
                delimiter,
                IntStream.of(labelField, truthField)
                        .filter(field -> field >= 0)
                        .boxed()
                        .toList(),
                this::count);
    }

    /** Of the labels of such a job, against its column if it has one for that; it counts nothing if it gives no labels. */
    public static Tally of(JobSpec job) {
        int output = job.outputs().indexOf(LABEL);
        List<String> columns = job.format().columns();
        String truth = job.evaluate();
        return new Tally(
                job.format().delimiter(),
                output < 0 ? output : columns.size() + output,
                truth == null ? -1 : columns.indexOf(truth),
                truth);
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

    /** Counts what is in the file up to there, if there is something to count. */
    public void read(Path log, long bytes) {
        try (InputStream in = Files.newInputStream(log)) {
            byte[] block = new byte[BLOCK_BYTES];
            long left = bytes;
            while (left > 0 && !isPointless()) {
                int read = in.read(block, 0, (int) Math.min(left, block.length));
                if (read < 0) {
                    throw new EOFException("it ends " + left + " bytes early");
                }
                scanner.scan(block, 0, read);
                left -= read;
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
        return labels == null && truth == null;
    }

    private void count(String[] fields) {
        String label = fields[0].strip();
        if (labels != null) {
            labels.merge(label, 1L, Long::sum);
            if (labels.size() > MOST_LABELS) {
                labels = null;
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
            if (confusion.size() > MOST_LABELS || labels == null) {
                confusion = new TreeMap<>();
                tooManyClasses = true;
            }
        }
    }

    /** Rows by label; null if there are none, or too many different ones. */
    public @Nullable SortedMap<String, Long> labels() {
        return labels;
    }

    /** Null if there is nothing to compare with. */
    public @Nullable Evaluation evaluation() {
        return truth == null ? null : Evaluation.of(truth, rows, correct, unlabelled, confusion);
    }
}
