package winnow.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.tribuo.Model;
import org.tribuo.classification.Label;

/**
 * Learns K times from all but a Kth of the rows, and asks for the labels of that. Encoders are learnt anew each time, or
 * they would know of the rows that they are tested with. Each fold has its share of every class.
 */
final class CrossValidation {
    private final Table table;
    private final List<Finding> columns;
    private final Labels labels;
    private final TrainingOptions options;

    CrossValidation(Table table, List<Finding> columns, Labels labels, TrainingOptions options) {
        this.table = table;
        this.columns = columns;
        this.labels = labels;
        this.options = options;
    }

    Evaluation evaluation() {
        int classes = labels.classes().size();
        long[][] confusion = new long[classes][classes];
        double[] accuracies = new double[options.folds()];
        int[] dealt = dealt();
        for (int fold = 0; fold < options.folds(); fold++) {
            int right = 0;
            int[] tested = rows(dealt, fold, true);
            Fitted fitted = Fitted.on(table, columns, labels, rows(dealt, fold, false), options);
            Model<Label> model = fitted.learned().model();
            Examples examples = new Examples(table, fitted.features());
            for (int row : tested) {
                int truth = labels.classOf(row);
                String said = model.predict(examples.of(row, labels.classes().get(truth)))
                        .getOutput()
                        .getLabel();
                int answer = Collections.binarySearch(labels.classes(), said);
                confusion[truth][answer]++;
                right += truth == answer ? 1 : 0;
            }
            accuracies[fold] = (double) right / tested.length;
        }
        return new Evaluation(confusion, accuracies);
    }

    /** The rows in an order by which each Kth of them is a fold: shuffled, then class by class. */
    private int[] dealt() {
        List<Integer> rows = new ArrayList<>();
        for (int row : labels.rows()) {
            rows.add(row);
        }
        Collections.shuffle(rows, new Random(options.seed()));
        rows.sort(Comparator.comparing(row -> labels.classOf(row)));
        return rows.stream().mapToInt(Integer::intValue).toArray();
    }

    private int[] rows(int[] dealt, int fold, boolean ofFold) {
        int[] rows = new int[dealt.length];
        int count = 0;
        for (int i = 0; i < dealt.length; i++) {
            if ((i % options.folds() == fold) == ofFold) {
                rows[count++] = dealt[i];
            }
        }
        int[] sorted = Arrays.copyOf(rows, count);
        Arrays.sort(sorted);
        return sorted;
    }
}
