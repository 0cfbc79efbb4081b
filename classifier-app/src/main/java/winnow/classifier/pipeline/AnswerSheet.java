package winnow.classifier.pipeline;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import winnow.classifier.model.Answers;
import winnow.protocol.frame.RejectCode;

/** Collects what becomes of each row of a batch. Reused from chunk to chunk; one thread. */
final class AnswerSheet implements Answers, ChunkAnswers {
    /** A longer answer is a reject: with this a frame of results has a bound that the topics can be set to. */
    static final int MAX_ANSWER_BYTES = 1000;

    private byte[] bytes = new byte[16 << 10];
    private int used;
    private int rows;
    private int[] starts = new int[512];
    private int[] lengths = new int[512];
    private @Nullable Refusal[] refusals = new Refusal[512];

    /** Forgets everything and makes room for so many rows, none of them answered. */
    void reset(int rows) {
        used = 0;
        this.rows = rows;
        if (rows > starts.length) {
            starts = new int[rows];
            lengths = new int[rows];
            refusals = new Refusal[rows];
        }
        Arrays.fill(lengths, 0, rows, -1);
        Arrays.fill(refusals, 0, rows, null);
    }

    /** The same answers on another sheet, without those of the rows from {@code first} on. */
    AnswerSheet copyWithout(int first, int rows) {
        AnswerSheet copy = new AnswerSheet();
        copy.used = used;
        copy.rows = this.rows;
        copy.bytes = bytes.clone();
        copy.starts = starts.clone();
        copy.lengths = lengths.clone();
        copy.refusals = refusals.clone();
        Arrays.fill(copy.lengths, first, first + rows, -1);
        Arrays.fill(copy.refusals, first, first + rows, null);
        return copy;
    }

    @Override
    public void answer(int row, byte[] outputs, int offset, int length) {
        if (length > MAX_ANSWER_BYTES) {
            reject(
                    row,
                    RejectCode.CLASSIFIER_FAILED,
                    "",
                    "the classifier's answer has " + length + " bytes, more than " + MAX_ANSWER_BYTES);
            return;
        }
        if (used + length > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * (used + length));
        }
        System.arraycopy(outputs, offset, bytes, used, length);
        starts[row] = used;
        lengths[row] = length;
        refusals[row] = null;
        used += length;
    }

    @Override
    public void reject(int row, RejectCode code, String column, String message) {
        refusals[row] = new Refusal(code, column, message);
    }

    /** The rows from {@code first} on as a sheet of their own, for a part of the batch. */
    Answers from(int first) {
        return first == 0 ? this : new Part(first);
    }

    /** What makes the row a reject, or null if it has its answer. */
    @Nullable Refusal refusal(int row) {
        if (refusals[row] == null && lengths[row] < 0) {
            return new Refusal(RejectCode.CLASSIFIER_FAILED, "", "the classifier gave no answer");
        }
        return refusals[row];
    }

    @Override
    public int rows() {
        return rows;
    }

    @Override
    public boolean isRejected(int row) {
        return refusals[row] != null || lengths[row] < 0;
    }

    @Override
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public int start(int row) {
        return starts[row];
    }

    @Override
    public int length(int row) {
        return lengths[row];
    }

    private final class Part implements Answers {
        private final int first;

        private Part(int first) {
            this.first = first;
        }

        @Override
        public void answer(int row, byte[] outputs, int offset, int length) {
            AnswerSheet.this.answer(first + row, outputs, offset, length);
        }

        @Override
        public void reject(int row, RejectCode code, String column, String message) {
            AnswerSheet.this.reject(first + row, code, column, message);
        }
    }
}
