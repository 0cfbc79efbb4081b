package winnow.cli.direct;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import winnow.classifier.model.Classifier;
import winnow.classifier.pipeline.Pipeline;
import winnow.protocol.ExitCode;
import winnow.protocol.frame.Manifest;
import winnow.protocol.frame.ResultsFrame;
import winnow.protocol.frame.RowsFrame;
import winnow.protocol.job.JobSpec;
import winnow.sender.cut.Cutter;
import winnow.sender.source.RowSource;

/** The chunks of an input, classified on all processors of this machine and given on in their order. */
public final class ClassifiedChunks {
    /** Chunks under way for each worker: none waits for work, and memory stays bounded. */
    private static final int CHUNKS_AHEAD = 4;

    private ClassifiedChunks() {}

    /**
     * @param take gets every chunk, in order, by the calling thread; what it throws ends the run
     * @return what was read
     */
    public static Manifest of(JobSpec spec, Classifier classifier, Consumer<ResultsFrame> take) {
        int workers = Runtime.getRuntime().availableProcessors();
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        try (RowSource source = RowSource.open(spec.input())) {
            Cutter cutter = new Cutter(source, spec.format(), spec.cut());
            ThreadLocal<Pipeline> pipelines =
                    ThreadLocal.withInitial(() -> new Pipeline(spec.format(), classifier, spec.timeLimit()));
            Deque<Future<ResultsFrame>> underWay = new ArrayDeque<>();
            for (RowsFrame frame = cutter.next(); frame != null; frame = cutter.next()) {
                RowsFrame chunk = frame;
                underWay.addLast(pool.submit(() -> pipelines.get().classify(chunk)));
                if (underWay.size() > workers * CHUNKS_AHEAD) {
                    take.accept(classified(underWay.removeFirst()));
                }
            }
            while (!underWay.isEmpty()) {
                take.accept(classified(underWay.removeFirst()));
            }
            return cutter.manifest();
        } finally {
            pool.shutdownNow();
        }
    }

    private static ResultsFrame classified(Future<ResultsFrame> chunk) {
        try {
            return chunk.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a chunk could not be classified", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ExitCode.INTERRUPTED.because("interrupted", e);
        }
    }
}
