package winnow.classifier.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import winnow.protocol.ExitCode;
import winnow.protocol.model.ModelRef;

/**
 * A model in memory. Closing a session while another thread runs it would end the whole process, so it is closed when the
 * last run has ended. Any thread.
 */
final class LoadedModel implements AutoCloseable {
    private static final String VERSION = OnnxProvider.RUNTIME_VERSION;

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Graph graph;
    private int running;
    private boolean closed;

    private LoadedModel(OrtEnvironment environment, OrtSession session, Graph graph) {
        this.environment = environment;
        this.session = session;
        this.graph = graph;
    }

    /** @throws winnow.protocol.StopException with USAGE if this is no model that ONNX Runtime takes */
    static LoadedModel load(ModelRef model, Path file) {
        NativeLibrary.prepare(VERSION);
        OrtEnvironment environment = Environment.get();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            // more threads add up trees in another order, which changes probabilities and can flip a tie
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            Graph graph = graph(file);
            return new LoadedModel(environment, environment.createSession(file.toString(), options), graph);
        } catch (OrtException | ProtoReader.Malformed e) {
            throw ExitCode.USAGE.because(
                    "the model " + model.name() + " cannot be loaded"
                            + (e.getMessage() == null ? ": it is no ONNX file" : ": " + oneLine(e.getMessage())),
                    e);
        } catch (IOException e) {
            throw ExitCode.FAILED.because("cannot read the model " + file + ": " + e.getMessage(), e);
        }
    }

    /** Mapped, not read: a model may be larger than the heap. */
    private static Graph graph(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            long bytes = Math.min(Integer.MAX_VALUE, channel.size());
            return Graph.read(channel.map(FileChannel.MapMode.READ_ONLY, 0, bytes));
        }
    }

    private static String oneLine(String message) {
        return message.replaceAll("\\s+", " ").strip();
    }

    OrtEnvironment environment() {
        return environment;
    }

    Graph graph() {
        return graph;
    }

    Signature signature(OnnxOptions options) {
        try {
            return Signature.of(
                    session.getInputInfo().values(),
                    session.getOutputInfo().values(),
                    graph,
                    session.getMetadata().getCustomMetadata(),
                    options.features());
        } catch (OrtException e) {
            throw new IllegalStateException("a model that is loaded knows its own signature", e);
        }
    }

    OrtSession.Result run(Map<String, OnnxTensor> inputs, Set<String> outputs) throws OrtException {
        enter();
        try {
            return session.run(inputs, outputs);
        } finally {
            leave();
        }
    }

    private synchronized void enter() {
        if (closed) {
            throw new IllegalStateException("the model is closed");
        }
        running++;
    }

    private synchronized void leave() {
        running--;
        closeIfIdle();
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            closeIfIdle();
        }
    }

    private void closeIfIdle() {
        if (closed && running == 0) {
            try {
                session.close();
            } catch (OrtException e) {
                throw new IllegalStateException("a session cannot be closed", e);
            }
        }
    }
}
