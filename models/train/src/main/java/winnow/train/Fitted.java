package winnow.train;

import java.util.List;

/** What was learnt from some rows: how to make features, and what to make of them. */
record Fitted(Features features, Learned learned) {
    static Fitted on(Table table, List<Finding> columns, Labels labels, int[] rows, TrainingOptions options) {
        Features features = Features.fit(table, columns, rows);
        Examples examples = new Examples(table, features);
        Learned learned = Learner.of(options).learn(examples.of(rows, labels), labels.classes(), features.width());
        return new Fitted(features, learned);
    }
}
