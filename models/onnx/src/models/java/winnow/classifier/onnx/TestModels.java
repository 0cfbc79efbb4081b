package winnow.classifier.onnx;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import winnow.onnx.write.OnnxBuilder;

/** Models whose predictions are worked out here a second time, in plain Java. */
public final class TestModels {
    public static final List<String> CITIES = List.of("Bern", "Rome", "Oslo \"N\"\nold");

    private TestModels() {}

    /**
     * Logistic regression over AGE and INCOME as they are and CITY one-hot, each an input of its own.
     *
     * @param refusing whether its encoder refuses a city that it does not know
     */
    public record Mixed(boolean refusing, boolean zipMap) {
        private static final List<String> CLASSES = List.of("leaves", "stays", "un,sure");
        private static final float[][] WEIGHTS = {
            {0.03f, -0.2f, 0.5f, -0.1f, 0.2f}, {-0.01f, 0.4f, -0.3f, 0.7f, 0.1f}, {0.02f, 0.1f, 0.2f, -0.6f, 0.3f}
        };
        private static final float[] BIAS = {0.1f, -0.3f, 0.05f};

        public Path write(Path file) {
            float[] weights = new float[15];
            for (int i = 0; i < 15; i++) {
                weights[i] = WEIGHTS[i / 5][i % 5];
            }
            OnnxBuilder model = new OnnxBuilder()
                    .input("AGE", OnnxBuilder.FLOAT, 1)
                    .input("INCOME", OnnxBuilder.FLOAT, 1)
                    .input("CITY", OnnxBuilder.STRING, 1)
                    .node(OnnxBuilder.ml("OneHotEncoder", List.of("CITY"), List.of("hot"))
                            .texts("cats_strings", CITIES)
                            .integer("zeros", refusing ? 0 : 1))
                    .constant("flat", -1, 3)
                    .node(OnnxBuilder.onnx("Reshape", List.of("hot", "flat"), List.of("encoded")))
                    .node(OnnxBuilder.onnx("Concat", List.of("AGE", "INCOME", "encoded"), List.of("all"))
                            .integer("axis", 1))
                    .node(OnnxBuilder.ml("LinearClassifier", List.of("all"), List.of("label", "scores"))
                            .numbers("coefficients", weights)
                            .numbers("intercepts", BIAS)
                            .texts("classlabels_strings", CLASSES)
                            .text("post_transform", "SOFTMAX"))
                    .output("label", OnnxBuilder.STRING, 0);
            if (zipMap) {
                model.node(OnnxBuilder.ml("ZipMap", List.of("scores"), List.of("probabilities"))
                                .texts("classlabels_strings", CLASSES))
                        .mapsOutput("probabilities", OnnxBuilder.STRING);
            } else {
                model.output("scores", OnnxBuilder.FLOAT, 3);
            }
            return model.write(file);
        }

        public static double[] probabilities(double age, double income, String city) {
            double[] scores = new double[3];
            double sum = 0;
            for (int i = 0; i < 3; i++) {
                int hot = CITIES.indexOf(city);
                scores[i] = Math.exp(BIAS[i]
                        + WEIGHTS[i][0] * (float) age
                        + WEIGHTS[i][1] * (float) income
                        + (hot < 0 ? 0 : WEIGHTS[i][2 + hot]));
                sum += scores[i];
            }
            for (int i = 0; i < 3; i++) {
                scores[i] /= sum;
            }
            return scores;
        }

        public static String label(double[] probabilities) {
            int largest = 0;
            for (int i = 1; i < 3; i++) {
                largest = probabilities[i] > probabilities[largest] ? i : largest;
            }
            return CLASSES.get(largest);
        }
    }

    /**
     * Trees over a packed tensor of columns F0, F1 …, that send what is missing to the left, in the two forms that
     * converters write: a bagged tree's leaf has the share of every class; a boosted tree speaks for one class. Of two
     * classes both speak for the second alone, as ONNX Runtime wants it.
     */
    public static final class Trees {
        private final int columns;
        private final int classes;
        private final boolean boosted;
        private final List<Node> nodes = new ArrayList<>();
        private final List<Weight> weights = new ArrayList<>();
        private final int trees;

        private record Node(int tree, int id, int feature, float limit, int left, int right) {
            private boolean isLeaf() {
                return left < 0;
            }
        }

        /** What a leaf adds to a class. */
        private record Weight(int tree, int node, int cls, float weight) {}

        public Trees(int trees, int depth, int columns, int classes, boolean boosted, long seed) {
            this.trees = trees;
            this.columns = columns;
            this.classes = classes;
            this.boosted = boosted;
            Random random = new Random(seed);
            for (int tree = 0; tree < trees; tree++) {
                grow(tree, depth, random);
            }
        }

        private void grow(int tree, int depth, Random random) {
            int inner = (1 << depth) - 1;
            for (int id = 0; id < 2 * inner + 1; id++) {
                boolean leaf = id >= inner;
                nodes.add(new Node(
                        tree,
                        id,
                        random.nextInt(columns),
                        random.nextFloat(),
                        leaf ? -1 : 2 * id + 1,
                        leaf ? -1 : 2 * id + 2));
                if (leaf && boosted) {
                    weights.add(new Weight(tree, id, classes == 2 ? 0 : tree % classes, random.nextFloat() - 0.5f));
                } else if (leaf && classes == 2) {
                    weights.add(new Weight(tree, id, 0, random.nextFloat() / trees));
                } else if (leaf) {
                    float left = 1;
                    for (int cls = 0; cls < classes; cls++) {
                        float share = cls == classes - 1 ? left : left * random.nextFloat();
                        weights.add(new Weight(tree, id, cls, share / trees));
                        left -= share;
                    }
                }
            }
        }

        List<String> columns() {
            List<String> names = new ArrayList<>();
            for (int i = 0; i < columns; i++) {
                names.add("F" + i);
            }
            return names;
        }

        public Path write(Path file) {
            return model().write(file);
        }

        OnnxBuilder model() {
            OnnxBuilder.Node ensemble = OnnxBuilder.ml(
                            "TreeEnsembleClassifier", List.of("features"), List.of("label", "probabilities"))
                    .integers("nodes_treeids", longs(nodes, Node::tree))
                    .integers("nodes_nodeids", longs(nodes, Node::id))
                    .integers("nodes_featureids", longs(nodes, Node::feature))
                    .integers("nodes_truenodeids", longs(nodes, node -> Math.max(0, node.left())))
                    .integers("nodes_falsenodeids", longs(nodes, node -> Math.max(0, node.right())))
                    .integers("nodes_missing_value_tracks_true", longs(nodes, node -> node.isLeaf() ? 0 : 1))
                    .numbers("nodes_values", floats(nodes, node -> node.isLeaf() ? 0 : node.limit()))
                    .texts(
                            "nodes_modes",
                            nodes.stream()
                                    .map(node -> node.isLeaf() ? "LEAF" : "BRANCH_LEQ")
                                    .toList())
                    .integers("class_treeids", longs(weights, Weight::tree))
                    .integers("class_nodeids", longs(weights, Weight::node))
                    .integers("class_ids", longs(weights, Weight::cls))
                    .numbers("class_weights", floats(weights, Weight::weight))
                    .integers("classlabels_int64s", classNumbers())
                    .text("post_transform", boosted ? (classes == 2 ? "LOGISTIC" : "SOFTMAX") : "NONE");
            return new OnnxBuilder()
                    .input("features", OnnxBuilder.FLOAT, columns)
                    .node(ensemble)
                    .output("label", OnnxBuilder.INT64, 0)
                    .output("probabilities", OnnxBuilder.FLOAT, classes)
                    .metadata("columns", String.join(",", columns()));
        }

        private long[] classNumbers() {
            long[] numbers = new long[classes];
            for (int i = 0; i < classes; i++) {
                numbers[i] = i;
            }
            return numbers;
        }

        private static <T> long[] longs(List<T> items, ToLongFunction<T> value) {
            return items.stream().mapToLong(value).toArray();
        }

        private static <T> float[] floats(List<T> items, ToDoubleFunction<T> value) {
            float[] floats = new float[items.size()];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) value.applyAsDouble(items.get(i));
            }
            return floats;
        }

        public double[] probabilities(float[] row) {
            int size = nodes.size() / trees;
            double[] sums = new double[classes];
            for (int tree = 0; tree < trees; tree++) {
                Node node = nodes.get(tree * size);
                while (!node.isLeaf()) {
                    float value = row[node.feature()];
                    boolean left = value <= node.limit() || Float.isNaN(value);
                    node = nodes.get(tree * size + (left ? node.left() : node.right()));
                }
                for (Weight weight : weights) {
                    if (weight.tree() == tree && weight.node() == node.id()) {
                        sums[weight.cls()] += weight.weight();
                    }
                }
            }
            if (classes == 2) {
                sums[1] = boosted ? 1 / (1 + Math.exp(-sums[0])) : sums[0];
                sums[0] = 1 - sums[1];
            } else if (boosted) {
                double all = 0;
                for (int i = 0; i < classes; i++) {
                    sums[i] = Math.exp(sums[i]);
                    all += sums[i];
                }
                for (int i = 0; i < classes; i++) {
                    sums[i] /= all;
                }
            }
            return sums;
        }

        /** Whether the two best are so near that rounding may decide. */
        public static boolean isTie(double[] probabilities) {
            List<Double> sorted = new ArrayList<>();
            for (double probability : probabilities) {
                sorted.add(probability);
            }
            sorted.sort(Collections.reverseOrder());
            return sorted.get(0) - sorted.get(1) < 1e-5;
        }
    }
}
