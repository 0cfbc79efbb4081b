package winnow.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.ImmutableOutputInfo;
import org.tribuo.classification.Label;
import org.tribuo.common.tree.LeafNode;
import org.tribuo.common.tree.Node;
import org.tribuo.common.tree.SplitNode;
import org.tribuo.common.tree.TreeModel;
import winnow.onnx.write.OnnxBuilder;

/**
 * Tribuo's trees as ONNX has them: lists with an entry for each node. A regressor with one target for each class counts the
 * votes, since ONNX Runtime's own classifier labels two classes wrongly when leaves vote for both.
 */
final class TreeNodes {
    private final ImmutableOutputInfo<Label> order;
    private final List<Long> trees = new ArrayList<>();
    private final List<Long> ids = new ArrayList<>();
    private final List<Long> features = new ArrayList<>();
    private final List<Float> limits = new ArrayList<>();
    private final List<String> modes = new ArrayList<>();
    private final List<Long> below = new ArrayList<>();
    private final List<Long> above = new ArrayList<>();
    private final List<Long> voteTrees = new ArrayList<>();
    private final List<Long> voteNodes = new ArrayList<>();
    private final List<Long> voteClasses = new ArrayList<>();

    private long tree;
    private long nextId;

    /** @param order the number of each class, which the votes are counted by */
    TreeNodes(ImmutableOutputInfo<Label> order) {
        this.order = order;
    }

    void add(TreeModel<Label> model) {
        nextId = 0;
        add(model.getRoot(), model.getFeatureIDMap());
        tree++;
    }

    /** @return the node's number */
    private long add(Node<Label> node, ImmutableFeatureMap names) {
        int at = ids.size();
        long id = nextId++;
        trees.add(tree);
        ids.add(id);
        below.add(0L);
        above.add(0L);
        if (node instanceof SplitNode<Label> split) {
            features.add(Long.parseLong(names.get(split.getFeatureID()).getName()));
            limits.add(below(split.splitValue()));
            modes.add("BRANCH_LEQ");
            below.set(at, add(split.getLessThanOrEqual(), names));
            above.set(at, add(split.getGreaterThan(), names));
        } else {
            features.add(0L);
            limits.add(0f);
            modes.add("LEAF");
            voteTrees.add(tree);
            voteNodes.add(id);
            voteClasses.add((long) order.getID(((LeafNode<Label>) node).getOutput()));
        }
        return id;
    }

    /** The largest float that is not above the limit: the same floats are on either side of both. */
    private static float below(double limit) {
        float nearest = (float) limit;
        return nearest > limit ? Math.nextDown(nearest) : nearest;
    }

    OnnxBuilder.Node node(String input, String votes) {
        float[] values = new float[limits.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = limits.get(i);
        }
        float[] ones = new float[voteNodes.size()];
        Arrays.fill(ones, 1);
        return OnnxBuilder.ml("TreeEnsembleRegressor", List.of(input), List.of(votes))
                .integers("nodes_treeids", longs(trees))
                .integers("nodes_nodeids", longs(ids))
                .integers("nodes_featureids", longs(features))
                .numbers("nodes_values", values)
                .texts("nodes_modes", modes)
                .integers("nodes_truenodeids", longs(below))
                .integers("nodes_falsenodeids", longs(above))
                .integers("target_treeids", longs(voteTrees))
                .integers("target_nodeids", longs(voteNodes))
                .integers("target_ids", longs(voteClasses))
                .numbers("target_weights", ones)
                .integer("n_targets", order.size());
    }

    private static long[] longs(List<Long> numbers) {
        return numbers.stream().mapToLong(Long::longValue).toArray();
    }
}
