package winnow.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import winnow.classifier.model.Classifier;
import winnow.classifier.model.Classifiers;
import winnow.classifier.model.ModelFiles;
import winnow.classifier.pipeline.Pipeline;
import winnow.classifier.store.LocalFile;
import winnow.protocol.frame.ResultsFrame;
import winnow.protocol.frame.RowsFrame;
import winnow.protocol.job.JobSpec;

/**
 * Rows a second of one stream thread: a chunk comes in as CSV and goes out as results, as an instance does it between two
 * topics.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ModelBenchmark {
    static final int ROWS = 500;

    @Param({"BLACKBOX", "RULE", "LOGISTIC", "BOOSTED", "FOREST", "PROGRAM"})
    public Kind kind = Kind.BLACKBOX;

    private @Nullable Open open;

    private record Open(Path folder, Classifier classifier, Pipeline pipeline, RowsFrame frame) {
        private static Open of(Kind kind) throws IOException {
            Path folder = Files.createTempDirectory("winnow-bench");
            Case model = kind.make(folder, ROWS);
            ModelFiles files = model.file() == null ? ModelFiles.NONE : new LocalFile(model.file());
            Classifier classifier = Classifiers.open(model.model(), model.format(), files);
            Pipeline pipeline = new Pipeline(model.format(), classifier, JobSpec.DEFAULT_TIME_LIMIT);
            return new Open(folder, classifier, pipeline, model.frame());
        }
    }

    @Setup(Level.Trial)
    public void open() throws IOException {
        open = Open.of(kind);
        int rejected = rows().rejected();
        if (rejected > 0) {
            throw new IllegalStateException(rejected + " rows of the benchmark are rejects");
        }
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public ResultsFrame rows() {
        Open model = Objects.requireNonNull(open);
        return model.pipeline().classify(model.frame());
    }

    @TearDown(Level.Trial)
    public void close() throws IOException {
        Open model = Objects.requireNonNull(open);
        model.classifier().close();
        try (Stream<Path> files = Files.walk(model.folder())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
