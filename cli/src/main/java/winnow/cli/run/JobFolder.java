package winnow.cli.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import winnow.classifier.model.ModelFile;
import winnow.classifier.model.ModelFiles;
import winnow.local.ProcessRecord;
import winnow.protocol.ExitCode;
import winnow.protocol.job.JobRecord;
import winnow.protocol.job.ModelSpec;
import winnow.protocol.kafka.Json;

/**
 * What a job's folder remembers beside its results, so that the job can go on even when Kafka has forgotten it:
 *
 * <pre>
 * spec.json       the job as it was last started or resumed
 * model           the model's file, if it has one
 * programs.json   the sender and the receiver that were started for it on this machine, and the command that sees to it
 * </pre>
 */
public record JobFolder(Path path) {
    /** Two programs of a job may end at once. */
    private static final Object WRITING = new Object();

    /**
     * The programs of a job by their names; one that has ended stays until it is started again.
     *
     * @param ended those of them whose process may do something else by now
     */
    private record Programs(
            Map<String, ProcessRecord> programs, @Nullable Set<String> ended) {
        static final Programs NONE = new Programs(Map.of(), Set.of());

        @Override
        public Set<String> ended() {
            return ended == null ? Set.of() : ended;
        }
    }

    private Path specFile() {
        return path.resolve("spec.json");
    }

    private Path programsFile() {
        return path.resolve("programs.json");
    }

    /** Empty for a job that was not made in this folder. */
    Optional<JobRecord> job() {
        return read(specFile(), JobRecord.class);
    }

    void remember(JobRecord job) {
        write(specFile(), job);
    }

    Path modelFile() {
        return path.resolve("model");
    }

    /** The cluster may lose the model, and whoever made the job may move it. */
    void keepModel(ModelSpec model, ModelFiles files) {
        if (model.file() == null) {
            return;
        }
        try (ModelFile file = files.open(model.file())) {
            Files.createDirectories(path);
            Files.copy(file.path(), modelFile(), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw ExitCode.FAILED.because(
                    "cannot copy the model to " + modelFile() + ": " + e.getMessage()
                            + "; make sure that the disk has room",
                    e);
        }
    }

    /** By their names, those too that have ended. */
    Map<String, ProcessRecord> programs() {
        return known().programs();
    }

    /** Those of which nobody has seen how they ended. */
    public Map<String, ProcessRecord> programsAtWork() {
        Programs known = known();
        Map<String, ProcessRecord> atWork = new TreeMap<>(known.programs());
        atWork.keySet().removeAll(known.ended());
        return atWork;
    }

    private Programs known() {
        return read(programsFile(), Programs.class).orElse(Programs.NONE);
    }

    void remember(String name, ProcessRecord program) {
        synchronized (WRITING) {
            Programs known = known();
            Map<String, ProcessRecord> more = new TreeMap<>(known.programs());
            more.put(name, program);
            Set<String> ended = new TreeSet<>(known.ended());
            ended.remove(name);
            write(programsFile(), new Programs(more, ended));
        }
    }

    /** Any thread. */
    void rememberEnd(String name) {
        synchronized (WRITING) {
            Programs known = known();
            Set<String> ended = new TreeSet<>(known.ended());
            ended.add(name);
            write(programsFile(), new Programs(known.programs(), ended));
        }
    }

    private static <T> Optional<T> read(Path file, Class<T> type) {
        try {
            return Optional.of(Json.read(Files.readAllBytes(file), type));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw ExitCode.FAILED.because("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** As a whole or not at all, and safe when this returns. */
    private void write(Path file, Object value) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.createDirectories(path);
            try (FileChannel channel = FileChannel.open(
                    part, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer json = StandardCharsets.UTF_8.encode(Json.writePretty(value));
                while (json.hasRemaining()) {
                    channel.write(json);
                }
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw ExitCode.FAILED.because(
                    "cannot write " + file + ": " + e.getMessage() + "; make sure that the disk has room and works", e);
        }
    }
}
