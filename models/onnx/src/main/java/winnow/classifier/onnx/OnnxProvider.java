package winnow.classifier.onnx;

import winnow.classifier.model.Classifier;
import winnow.classifier.model.ClassifierProvider;
import winnow.classifier.model.ModelFile;
import winnow.classifier.model.ModelFiles;
import winnow.classifier.store.Shared;
import winnow.protocol.ExitCode;
import winnow.protocol.job.CsvFormat;
import winnow.protocol.job.ModelSpec;
import winnow.protocol.model.ModelRef;

/**
 * Opens ONNX models. Jobs of one model share it: it is in memory once, by its digest, as long as one of them uses it.
 * Options: see {@link OnnxOptions}.
 */
public final class OnnxProvider implements ClassifierProvider {
    /** Names the folder of the unpacked libraries; a test holds it against the jar's. */
    static final String RUNTIME_VERSION = "1.29.0";

    private static final Shared<LoadedModel> MODELS = new Shared<>();

    @Override
    public String kind() {
        return "onnx";
    }

    @Override
    public boolean opensFiles() {
        return true;
    }

    @Override
    public Classifier open(ModelSpec spec, CsvFormat format, ModelFiles files) {
        ModelRef model = spec.file();
        if (model == null) {
            throw ExitCode.USAGE.because("an ONNX model is a file: --model churn.onnx");
        }
        OnnxOptions options = OnnxOptions.of(spec.options());
        Shared<LoadedModel>.Hold hold = MODELS.hold(model.sha256(), () -> {
            try (ModelFile file = files.open(model)) {
                return LoadedModel.load(model, file.path());
            }
        });
        try {
            return OnnxClassifier.of(hold, options, format);
        } catch (RuntimeException e) {
            hold.close();
            throw e;
        }
    }
}
