package winnow.train;

import java.util.List;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.MutableDataset;
import org.tribuo.VariableIDInfo;
import org.tribuo.classification.Label;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.math.optimisers.AdaGrad;
import winnow.onnx.write.OnnxBuilder;

/** A weight for each feature and class, found by gradient descent. */
record LogisticRegression(long seed) implements Learner {
    private static final int EPOCHS = 20;
    private static final double LEARNING_RATE = 0.1;
    private static final double EPSILON = 1e-6;

    @Override
    public Learned learn(MutableDataset<Label> examples, List<String> classes, int width) {
        LinearSGDTrainer trainer =
                new LinearSGDTrainer(new LogMulticlass(), new AdaGrad(LEARNING_RATE, EPSILON), EPOCHS, seed);
        return new Weights(trainer.train(examples), classes, width);
    }

    private record Weights(LinearSGDModel model, List<String> classes, int width) implements Learned {
        @Override
        public void write(OnnxBuilder graph, String features, String prefix, String label, String probabilities) {
            DenseMatrix weights = model.getWeightsCopy();
            ImmutableFeatureMap known = model.getFeatureIDMap();
            float[] coefficients = new float[classes.size() * width];
            float[] intercepts = new float[classes.size()];
            for (int i = 0; i < classes.size(); i++) {
                int row = model.getOutputIDInfo().getID(new Label(classes.get(i)));
                for (int feature = 0; feature < width; feature++) {
                    VariableIDInfo info = known.get(Integer.toString(feature));
                    // one that no example has got no weight
                    coefficients[i * width + feature] = info == null ? 0 : (float) weights.get(row, info.getID());
                }
                intercepts[i] = (float) weights.get(row, known.size()); // the last column is the bias
            }
            graph.node(OnnxBuilder.ml("LinearClassifier", List.of(features), List.of(label, probabilities))
                    .numbers("coefficients", coefficients)
                    .numbers("intercepts", intercepts)
                    .texts("classlabels_strings", classes)
                    .text("post_transform", "SOFTMAX"));
        }
    }
}
