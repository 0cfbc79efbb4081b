package winnow.classifier.topology;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import winnow.classifier.pipeline.ChunkAnswers;
import winnow.metrics.JobMeter;

/**
 * Counts the labels in the answers of a chunk, by their bytes: a label becomes text once, and not for each row. One stream
 * thread.
 */
final class LabelTally {
    /** The output that is counted. */
    private static final String LABEL = "label";

    /** More different ones in one pipeline are no labels. A power of two above it is the size of the table. */
    private static final int MOST_LABELS = 1000;

    private final JobMeter meter;
    private final byte delimiter;
    private final int field;
    /** By hash, with open addressing; at most half full. */
    private final @Nullable Label[] table = new Label[2048];

    private int labels;

    /** A label as it stands in the answers, and rows of this chunk that have it. */
    private static final class Label {
        private final byte[] bytes;
        private final String text;
        private int rows;

        Label(byte[] bytes) {
            this.bytes = bytes;
            this.text = text(bytes);
        }

        private static String text(byte[] bytes) {
            String field = new String(bytes, StandardCharsets.UTF_8);
            boolean quoted = field.length() > 1 && field.startsWith("\"") && field.endsWith("\"");
            return (quoted ? field.substring(1, field.length() - 1).replace("\"\"", "\"") : field).strip();
        }
    }

    private LabelTally(JobMeter meter, char delimiter, int field) {
        this.meter = meter;
        this.delimiter = (byte) delimiter;
        this.field = field;
    }

    /** @return null for outputs that have no label among them */
    static @Nullable LabelTally of(List<String> outputs, char delimiter, JobMeter meter) {
        int field = outputs.indexOf(LABEL);
        return field < 0 ? null : new LabelTally(meter, delimiter, field);
    }

    void add(ChunkAnswers answers) {
        if (labels > MOST_LABELS || meter.hasTooManyLabels()) {
            return;
        }
        byte[] bytes = answers.bytes();
        for (int row = 0; row < answers.rows() && labels <= MOST_LABELS; row++) {
            if (!answers.isRejected(row)) {
                int end = answers.start(row) + answers.length(row);
                int from = start(bytes, answers.start(row), end);
                count(bytes, from, fieldEnd(bytes, from, end));
            }
        }
        for (Label label : table) {
            if (label != null && label.rows > 0) {
                meter.classified(label.text, label.rows);
                label.rows = 0;
            }
        }
    }

    private int start(byte[] bytes, int from, int end) {
        int at = from;
        for (int passed = 0; passed < field && at < end; passed++) {
            at = fieldEnd(bytes, at, end) + 1;
        }
        return Math.min(at, end);
    }

    /** A quote opens a field only at its start; doubled ones in it open and close without effect. */
    private int fieldEnd(byte[] bytes, int from, int end) {
        boolean quoted = false;
        boolean quotes = from < end && bytes[from] == '"';
        int at = from;
        while (at < end && (quoted || bytes[at] != delimiter)) {
            quoted ^= quotes && bytes[at] == '"';
            at++;
        }
        return at;
    }

    private void count(byte[] bytes, int from, int to) {
        int hash = 1;
        for (int at = from; at < to; at++) {
            hash = 31 * hash + bytes[at];
        }
        int slot = (hash ^ hash >>> 16) & table.length - 1;
        Label found = table[slot];
        while (found != null && !Arrays.equals(found.bytes, 0, found.bytes.length, bytes, from, to)) {
            slot = slot + 1 & table.length - 1;
            found = table[slot];
        }
        if (found == null) {
            found = new Label(Arrays.copyOfRange(bytes, from, to));
            table[slot] = found;
            labels++;
        }
        found.rows++;
    }
}
