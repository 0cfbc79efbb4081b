package winnow.classifier.model;

import java.nio.file.Path;

/** A model's file, there until this is closed. */
public interface ModelFile extends AutoCloseable {
    Path path();

    @Override
    void close();
}
