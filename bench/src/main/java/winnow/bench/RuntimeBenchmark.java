package winnow.bench;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
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

/** The same rows and models for ONNX Runtime alone: what {@link ModelBenchmark} is held against. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
// it matches the whole class path with a regular expression that recurses when it begins
@Fork(value = 1, jvmArgsAppend = "-Xss8m")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RuntimeBenchmark {
    @Param({"LOGISTIC", "BOOSTED", "FOREST"})
    public Kind kind = Kind.LOGISTIC;

    private @Nullable BareRuntime runtime;

    @Setup(Level.Trial)
    public void open() throws IOException, OrtException {
        Path folder = Files.createTempDirectory("winnow-bench");
        Case model = kind.make(folder, ModelBenchmark.ROWS);
        runtime = new BareRuntime(model);
        Files.delete(Objects.requireNonNull(model.file()));
        Files.delete(folder);
    }

    @Benchmark
    @OperationsPerInvocation(ModelBenchmark.ROWS)
    public Object rows() throws OrtException {
        return Objects.requireNonNull(runtime).run();
    }

    @TearDown(Level.Trial)
    public void close() throws OrtException {
        Objects.requireNonNull(runtime).close();
    }
}
