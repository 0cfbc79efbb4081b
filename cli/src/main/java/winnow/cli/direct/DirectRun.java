package winnow.cli.direct;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import winnow.classifier.model.Classifier;
import winnow.classifier.model.Classifiers;
import winnow.classifier.model.ModelFiles;
import winnow.classifier.pipeline.Pipeline;
import winnow.protocol.ExitCode;
import winnow.protocol.frame.Manifest;
import winnow.protocol.frame.ResultsFrame;
import winnow.protocol.frame.RowsFrame;
import winnow.protocol.job.JobSpec;
import winnow.receiver.log.ResultsFiles;
import winnow.receiver.log.ResultsLog;
import winnow.sender.cut.Cutter;
import winnow.sender.source.RowSource;

/**
 * A job without Kafka: source, cutter, pipeline and log in one process. It is the cluster's oracle, because it is made of
 * the same parts; only what lies between them differs.
 */
public final class DirectRun {
    /** Chunks under way for each worker: none waits for work, and memory stays bounded. */
    private static final int CHUNKS_AHEAD = 4;

    private final JobSpec spec;
    private final ModelFiles models;
    private final ResultsFiles files;

    /** @param output results.log under another name; the rejects lie beside it */
    public DirectRun(JobSpec spec, ModelFiles models, Path output) {
        this.spec = spec;
        this.models = models;
        this.files = new ResultsFiles(output, sibling(output, ".index"), sibling(output, ".rejects.csv"));
    }

    /** {@code out.log} and {@code .rejects.csv} make {@code out.rejects.csv}. */
    private static Path sibling(Path output, String ending) {
        String name = output.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return output.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ending);
    }

    /** @throws winnow.protocol.StopException TOO_MANY_REJECTS, with the files under their {@code .part} names */
    public DirectOutcome run() {
        long started = System.nanoTime();
        int workers = Runtime.getRuntime().availableProcessors();
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        try (Classifier classifier = Classifiers.open(spec.model(), spec.format(), models);
                RowSource source = RowSource.open(spec.input());
                ResultsLog log = ResultsLog.create(files)) {
            Cutter cutter = new Cutter(source, spec.format(), spec.cut());
            ThreadLocal<Pipeline> pipelines =
                    ThreadLocal.withInitial(() -> new Pipeline(spec.format(), classifier, spec.timeLimit()));
            Deque<Future<ResultsFrame>> underWay = new ArrayDeque<>();
            for (RowsFrame frame = cutter.next(); frame != null; frame = cutter.next()) {
                RowsFrame chunk = frame;
                underWay.addLast(pool.submit(() -> pipelines.get().classify(chunk)));
                if (underWay.size() > workers * CHUNKS_AHEAD) {
                    append(underWay.removeFirst(), log);
                }
            }
            while (!underWay.isEmpty()) {
                append(underWay.removeFirst(), log);
            }
            Manifest manifest = cutter.manifest();
            requireFewRejects(spec.maxRejects().exceededBy(log.appended().rejected(), manifest.rows()), log);
            String sha256 = log.complete().log();
            Files.delete(files.index()); // it lets a receiver go on after a crash; this run begins anew
            double seconds = (System.nanoTime() - started) / 1e9;
            return new DirectOutcome(
                    manifest.rows(), log.appended().rejected(), seconds, sha256, files.log(), files.rejects());
        } catch (IOException e) {
            throw ExitCode.FAILED.because("cannot delete " + files.index() + ": " + e.getMessage(), e);
        } finally {
            pool.shutdownNow();
        }
    }

    private void append(Future<ResultsFrame> classified, ResultsLog log) {
        try {
            log.append(classified.get());
        } catch (ExecutionException e) {
            throw new IllegalStateException("a chunk could not be classified", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ExitCode.INTERRUPTED.because("interrupted", e);
        }
        requireFewRejects(spec.maxRejects().exceededBy(log.appended().rejected()), log);
    }

    private void requireFewRejects(boolean exceeded, ResultsLog log) {
        if (exceeded) {
            log.sync();
            throw ExitCode.TOO_MANY_REJECTS.because(log.appended().rejected()
                    + " rows were rejected and --max-rejects is " + spec.maxRejects() + "; the reasons are in "
                    + files.parts().rejects());
        }
    }
}
