package winnow.cli.compare;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import winnow.classifier.model.Answers;
import winnow.classifier.model.Batch;
import winnow.classifier.model.Classifier;
import winnow.classifier.model.OutputFields;
import winnow.protocol.ExitCode;
import winnow.protocol.frame.RejectCode;

/** Gives each row the labels of two models, which see the same batches. A row that one refuses has a label all the same. */
final class PairedClassifier implements Classifier {
    static final String FIRST = "first";
    static final String SECOND = "second";

    /** In place of a label. No model's own, or it would have brackets for no reason. */
    static final String REJECTED = "(rejected)";

    private final Classifier first;
    private final Classifier second;
    private final List<String> inputs;
    private final char delimiter;

    PairedClassifier(Classifier first, Classifier second, char delimiter) {
        requireLabel(first);
        requireLabel(second);
        this.first = first;
        this.second = second;
        this.delimiter = delimiter;
        Set<String> all = new LinkedHashSet<>(first.inputs());
        all.addAll(second.inputs());
        this.inputs = List.copyOf(all);
    }

    private static void requireLabel(Classifier model) {
        if (model.outputs().size() != 1) {
            throw ExitCode.USAGE.because("models are compared by their labels, and one of these has the outputs "
                    + String.join(", ", model.outputs()));
        }
    }

    @Override
    public List<String> inputs() {
        return inputs;
    }

    @Override
    public List<String> outputs() {
        return List.of(FIRST, SECOND);
    }

    @Override
    public void classify(Batch batch, Answers answers) {
        Labels ofFirst = labels(first, batch);
        Labels ofSecond = labels(second, batch);
        OutputFields both = new OutputFields(delimiter);
        for (int row = 0; row < batch.rows(); row++) {
            both.clear().field(ofFirst.of(row)).field(ofSecond.of(row)).answer(row, answers);
        }
    }

    private Labels labels(Classifier model, Batch batch) {
        Labels labels = new Labels(batch.rows());
        List<Integer> columns = new ArrayList<>();
        model.inputs().forEach(input -> columns.add(inputs.indexOf(input)));
        model.classify(batch.withColumns(columns), labels);
        return labels;
    }

    @Override
    public void close() {
        first.close();
        second.close();
    }

    /** What one model says of each row of a batch. */
    private static final class Labels implements Answers {
        private static final byte[] NONE = REJECTED.getBytes(StandardCharsets.UTF_8);

        private final byte[][] labels;

        private Labels(int rows) {
            this.labels = new byte[rows][];
            Arrays.fill(labels, NONE);
        }

        private byte[] of(int row) {
            return labels[row];
        }

        @Override
        public void answer(int row, byte[] outputs, int offset, int length) {
            labels[row] = Arrays.copyOfRange(outputs, offset, offset + length);
        }

        @Override
        public void reject(int row, RejectCode code, String column, String message) {
            labels[row] = NONE;
        }
    }
}
