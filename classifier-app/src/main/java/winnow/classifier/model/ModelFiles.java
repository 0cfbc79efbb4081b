package winnow.classifier.model;

import winnow.protocol.ExitCode;
import winnow.protocol.model.ModelRef;

/** Where a provider finds the files of models. Any thread. */
@FunctionalInterface
public interface ModelFiles {
    /** For classifiers that need none. */
    ModelFiles NONE = model -> {
        throw ExitCode.FAILED.because("the model " + model.name() + " is not here");
    };

    /**
     * The model as a file, its digest checked. It stays until what is returned is closed.
     *
     * @throws winnow.protocol.StopException if it cannot be had
     */
    ModelFile open(ModelRef model);

    /**
     * The same for one that will be run as a program.
     *
     * @throws winnow.protocol.StopException if it must not be
     */
    default ModelFile openProgram(ModelRef program) {
        return open(program);
    }
}
