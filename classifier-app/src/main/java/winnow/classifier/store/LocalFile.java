package winnow.classifier.store;

import java.nio.file.Path;
import winnow.classifier.model.ModelFile;
import winnow.classifier.model.ModelFiles;
import winnow.protocol.model.ModelRef;

/**
 * One model that lies on this machine, used where it lies. Any thread.
 *
 * @param file what is opened whatever is asked for; a model that it is not fails its check
 */
public record LocalFile(Path file) implements ModelFiles {
    private record Lent(Path path) implements ModelFile {
        @Override
        public void close() {
            // it is its owner's
        }
    }

    @Override
    public ModelFile open(ModelRef model) {
        model.check(file);
        return new Lent(file);
    }
}
