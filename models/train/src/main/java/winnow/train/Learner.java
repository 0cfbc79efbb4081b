package winnow.train;

import java.util.List;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;

/** Learns from examples: the same from the same ones. */
interface Learner {
    /** @param width features, of which the examples may not have all */
    Learned learn(MutableDataset<Label> examples, List<String> classes, int width);

    static Learner of(TrainingOptions options) {
        return switch (options.algorithm()) {
            case logistic -> new LogisticRegression(options.seed());
            case forest -> new RandomForest(options.trees(), options.seed());
        };
    }
}
