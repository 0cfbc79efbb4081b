package winnow.train;

import java.util.ArrayList;
import java.util.List;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.dtree.CARTClassificationTrainer;
import org.tribuo.classification.dtree.impurity.GiniIndex;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.common.tree.RandomForestTrainer;
import org.tribuo.common.tree.TreeModel;
import org.tribuo.ensemble.WeightedEnsembleModel;
import winnow.onnx.write.OnnxBuilder;

/** Trees, each grown on a sample of the rows and choosing from few features at each node, that vote. */
record RandomForest(int trees, long seed) implements Learner {
    private static final int MOST_DEPTH = 20;
    private static final float LEAST_ROWS_OF_A_LEAF = 3;

    /** Tribuo wants each node to choose from a part of the features, not from all. */
    private static final float LARGEST_SHARE = 0.99f;

    @Override
    public Learned learn(MutableDataset<Label> examples, List<String> classes, int width) {
        int known = examples.getFeatureMap().size();
        float share = Math.min(LARGEST_SHARE, (float) (Math.ceil(Math.sqrt(known)) / known));
        CARTClassificationTrainer tree = new CARTClassificationTrainer(
                MOST_DEPTH, LEAST_ROWS_OF_A_LEAF, 0f, share, false, new GiniIndex(), seed);
        RandomForestTrainer<Label> trainer = new RandomForestTrainer<>(tree, new VotingCombiner(), trees, seed);
        return new Forest((WeightedEnsembleModel<Label>) trainer.train(examples), classes);
    }

    /**
     * Votes are counted, not probabilities added up: counts are exact in any order, so that the model and Tribuo agree on
     * every row, also where two classes have as many votes. Then the first of Tribuo's order wins.
     */
    private record Forest(WeightedEnsembleModel<Label> model, List<String> classes) implements Learned {
        @Override
        public void write(OnnxBuilder graph, String features, String prefix, String label, String probabilities) {
            ImmutableOutputInfo<Label> order = model.getOutputIDInfo();
            TreeNodes nodes = new TreeNodes(order);
            for (Model<Label> member : model.getModels()) {
                nodes.add((TreeModel<Label>) member);
            }
            List<String> names = new ArrayList<>();
            long[] numbers = new long[classes.size()];
            long[] places = new long[classes.size()];
            for (int i = 0; i < classes.size(); i++) {
                names.add(order.getOutput(i).getLabel());
                numbers[i] = i;
                places[i] = order.getID(new Label(classes.get(i)));
            }
            String votes = prefix + "votes";
            graph.node(nodes.node(features, votes))
                    .node(OnnxBuilder.onnx("ArgMax", List.of(votes), List.of(prefix + "winner"))
                            .integer("axis", 1)
                            .integer("keepdims", 0))
                    .node(OnnxBuilder.ml("LabelEncoder", List.of(prefix + "winner"), List.of(label))
                            .integers("keys_int64s", numbers)
                            .texts("values_strings", names))
                    .constant(prefix + "places", places)
                    .node(OnnxBuilder.onnx("Gather", List.of(votes, prefix + "places"), List.of(prefix + "ordered"))
                            .integer("axis", 1))
                    .scalar(prefix + "trees", (float) model.getNumModels())
                    .node(OnnxBuilder.onnx(
                            "Div", List.of(prefix + "ordered", prefix + "trees"), List.of(probabilities)));
        }
    }
}
