package winnow.classifier.model;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import winnow.protocol.job.CsvFormat;
import winnow.protocol.job.ModelSpec;

/** Makes classifiers of one kind. Found by {@link java.util.ServiceLoader}. */
public interface ClassifierProvider {
    /** The option that holds what stood after the colon, see {@link #takesArgument}. */
    String ARGUMENT = "argument";

    /** The name under which {@link ModelSpec#kind} asks for it. */
    String kind();

    /** Whether it opens a file that ends in its kind: {@code --model churn.onnx} asks for the kind {@code onnx}. */
    default boolean opensFiles() {
        return false;
    }

    /** Whether it is asked for with something after a colon: {@code --model cel:A>1}, which becomes {@link #ARGUMENT}. */
    default boolean takesArgument() {
        return false;
    }

    /** The file that such an argument names, which travels with the job; empty if it names none. */
    default Optional<Path> fileOf(String argument) {
        return Optional.empty();
    }

    /**
     * Writes into the specification what only the input says, once, before the job is made: every instance then has the
     * same.
     *
     * @param firstRows the well-formed ones of the input's first chunk, with all columns; read only if it is asked for
     */
    default ModelSpec complete(ModelSpec model, CsvFormat format, Supplier<Batch> firstRows) {
        return model;
    }

    /**
     * @param files where to find {@link ModelSpec#file}, if there is one
     * @throws winnow.protocol.StopException with USAGE if the options or the input's columns do not fit
     */
    Classifier open(ModelSpec model, CsvFormat format, ModelFiles files);
}
