package winnow.train;

import org.tribuo.Model;
import org.tribuo.classification.Label;
import winnow.onnx.write.OnnxBuilder;

/** What was learnt: as Tribuo has it, and the same as nodes of an ONNX graph. */
interface Learned {
    Model<Label> model();

    /**
     * Adds the nodes that tell the class from the features.
     *
     * @param features tensor of shape [N, width]
     * @param prefix of names that are free in the graph
     * @param label the output of shape [N] to give, with the class's name
     * @param probabilities the output of shape [N, classes] to give, in the order of the classes
     */
    void write(OnnxBuilder graph, String features, String prefix, String label, String probabilities);
}
