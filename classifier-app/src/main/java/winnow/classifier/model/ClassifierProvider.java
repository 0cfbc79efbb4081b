package winnow.classifier.model;

import winnow.protocol.job.CsvFormat;
import winnow.protocol.job.ModelSpec;

/** Makes classifiers of one kind. Found by {@link java.util.ServiceLoader}. */
public interface ClassifierProvider {
    /** The name under which {@link ModelSpec#kind} asks for it. */
    String kind();

    /** @throws winnow.protocol.StopException with USAGE if the options or the input's columns do not fit */
    Classifier open(ModelSpec model, CsvFormat format);
}
