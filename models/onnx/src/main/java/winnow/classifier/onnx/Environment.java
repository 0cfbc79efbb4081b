package winnow.classifier.onnx;

import ai.onnxruntime.OrtEnvironment;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * ONNX Runtime's one environment of this process. When it is made, ONNX Runtime 1.29.0 goes through the process's whole
 * command line with a regular expression that recurses for every character: a class path of 4,000 characters overflows the
 * stack of a usual thread, which ends the JVM without a word. So it is made on a thread with a stack of its own size. Any
 * thread.
 */
final class Environment {
    /** Some 256 bytes for each character; what is not used is only reserved. */
    private static final long STACK_BYTES = 64L << 20;

    private static @Nullable OrtEnvironment environment;

    private Environment() {}

    static synchronized OrtEnvironment get() {
        if (environment == null) {
            environment = make();
        }
        return environment;
    }

    private static OrtEnvironment make() {
        FutureTask<OrtEnvironment> making = new FutureTask<>(OrtEnvironment::getEnvironment);
        new Thread(null, making, "onnx-environment", STACK_BYTES).start();
        try {
            return making.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while ONNX Runtime was started", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("ONNX Runtime cannot be started: " + e.getCause(), e);
        }
    }
}
