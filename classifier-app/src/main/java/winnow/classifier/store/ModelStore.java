package winnow.classifier.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.classifier.model.ModelFile;
import winnow.classifier.model.ModelFiles;
import winnow.protocol.ExitCode;
import winnow.protocol.kafka.ClientSettings;
import winnow.protocol.kafka.ModelTopic;
import winnow.protocol.model.ModelRef;

/**
 * The models that this instance's jobs use, as files named by their digest: fetched from {@code winnow.models} and checked
 * once, shared, deleted when no job uses them. Any thread.
 */
public final class ModelStore implements ModelFiles {
    private static final Logger log = LoggerFactory.getLogger(ModelStore.class);

    private final ModelTopic topic;
    private final Path folder;
    private final boolean allowPrograms;
    private final Shared<Fetched> files = new Shared<>();

    private record Fetched(Path path) implements AutoCloseable {
        @Override
        public void close() {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                log.warn("cannot delete {}: {}", path, e.getMessage());
            }
        }
    }

    private record Held(Path path, Shared<Fetched>.Hold hold) implements ModelFile {
        @Override
        public void close() {
            hold.close();
        }
    }

    /**
     * @param folder of this instance alone; made when the first model comes
     * @param allowPrograms whether a model may be a program that is run here
     */
    public ModelStore(ClientSettings settings, Path folder, boolean allowPrograms) {
        this.allowPrograms = allowPrograms;
        this.topic = new ModelTopic(settings);
        this.folder = folder;
    }

    @Override
    public ModelFile openProgram(ModelRef program) {
        if (!allowPrograms) {
            throw ExitCode.FAILED.because("it does not run programs, and " + program.name()
                    + " is one: start it with --allow-exec if it may run whatever jobs bring");
        }
        return open(program);
    }

    @Override
    public ModelFile open(ModelRef model) {
        Shared<Fetched>.Hold hold = files.hold(model.sha256(), () -> {
            Path file = folder.resolve(model.sha256());
            topic.fetch(model, file);
            log.info("model={} sha256={} fetched, {} bytes", model.name(), model.sha256(), model.bytes());
            return new Fetched(file);
        });
        return new Held(hold.value().path(), hold);
    }
}
