package winnow.classifier.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedDeque;
import winnow.classifier.model.Answers;
import winnow.classifier.model.Batch;
import winnow.classifier.model.Classifier;
import winnow.classifier.store.Shared;
import winnow.protocol.ExitCode;
import winnow.protocol.job.CsvFormat;

/**
 * Gives each row the label, and if wanted the probabilities, that an ONNX model has for it. Whatever the batch, a row gets
 * the same: the model runs on one thread, and never on a batch of one.
 */
final class OnnxClassifier implements Classifier {
    private final Shared<LoadedModel>.Hold hold;
    private final Signature signature;
    private final OnnxOptions options;
    private final char delimiter;
    private final Map<String, Set<String>> categories;
    private final Set<String> wanted;
    /** Buffers of threads that are not at work now. */
    private final ConcurrentLinkedDeque<Workspace> idle = new ConcurrentLinkedDeque<>();

    /** What one thread needs for one batch. */
    private record Workspace(InputRows inputs, OutputRows outputs) {}

    private OnnxClassifier(Shared<LoadedModel>.Hold hold, Signature signature, OnnxOptions options, CsvFormat format) {
        this.hold = hold;
        this.signature = signature;
        this.options = options;
        this.delimiter = format.delimiter();
        this.categories = Categories.of(hold.value().graph(), signature.inputs());
        this.wanted = new TreeSet<>();
        if (signature.label() != null) {
            wanted.add(signature.label().name());
        }
        if (signature.probabilities() != null && (options.probabilities() || signature.label() == null)) {
            wanted.add(signature.probabilities().name());
        }
    }

    /** @throws winnow.protocol.StopException with USAGE if the model does not fit the options */
    static OnnxClassifier of(Shared<LoadedModel>.Hold hold, OnnxOptions options, CsvFormat format) {
        Signature signature = hold.value().signature(options);
        if (options.probabilities()) {
            if (signature.probabilities() == null) {
                throw ExitCode.USAGE.because("--probabilities: the model gives none, only a label");
            }
            if (signature.classes().isEmpty()) {
                throw ExitCode.USAGE.because("--probabilities: the model does not name its classes;"
                        + " put their names into its metadata as 'classes'");
            }
        }
        return new OnnxClassifier(hold, signature, options, format);
    }

    @Override
    public List<String> inputs() {
        return signature.columns();
    }

    @Override
    public List<String> outputs() {
        List<String> outputs = new ArrayList<>(List.of("label"));
        if (options.probabilities()) {
            signature.classes().forEach(name -> outputs.add("p_" + name));
        }
        return outputs;
    }

    @Override
    public void classify(Batch batch, Answers answers) {
        Workspace free = idle.pollFirst();
        Workspace workspace = free == null ? workspace() : free;
        classify(batch, answers, workspace);
        idle.addFirst(workspace);
    }

    private Workspace workspace() {
        OnMissing onMissing = options.onMissing();
        return new Workspace(
                new InputRows(signature.inputs(), categories, onMissing == null ? signature.onMissing() : onMissing),
                new OutputRows(signature, options.probabilities() ? options.decimals() : null, delimiter));
    }

    private void classify(Batch batch, Answers answers, Workspace workspace) {
        InputRows rows = workspace.inputs();
        rows.fill(batch, answers);
        if (rows.rows() == 0) {
            return;
        }
        LoadedModel model = hold.value();
        try {
            Map<String, OnnxTensor> tensors = rows.tensors(model.environment());
            try (OrtSession.Result result = model.run(tensors, wanted)) {
                workspace.outputs().answer(result, rows, answers);
            } finally {
                tensors.values().forEach(OnnxTensor::close);
            }
        } catch (OrtException e) {
            // bisection finds out for which row
            throw new IllegalStateException(String.valueOf(e.getMessage()), e);
        }
    }

    @Override
    public void close() {
        hold.close();
    }
}
