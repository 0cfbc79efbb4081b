package winnow.cli.direct;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import winnow.classifier.model.Classifier;
import winnow.classifier.model.Classifiers;
import winnow.classifier.model.ModelFiles;
import winnow.protocol.ExitCode;
import winnow.protocol.frame.Manifest;
import winnow.protocol.job.JobSpec;
import winnow.receiver.log.ResultsFiles;
import winnow.receiver.log.ResultsLog;
import winnow.receiver.tally.Tally;

/**
 * A job without Kafka: source, cutter, pipeline and log in one process. It is the cluster's oracle, because it is made of
 * the same parts; only what lies between them differs.
 */
public final class DirectRun {
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
        try (Classifier classifier = Classifiers.open(spec.model(), spec.format(), models);
                ResultsLog log = ResultsLog.create(files)) {
            Tally tally = Tally.of(spec);
            Manifest manifest = ClassifiedChunks.of(spec, classifier, frame -> {
                log.append(frame);
                tally.add(frame.results());
                requireFewRejects(spec.maxRejects().exceededBy(log.appended().rejected()), log);
            });
            requireFewRejects(spec.maxRejects().exceededBy(log.appended().rejected(), manifest.rows()), log);
            String sha256 = log.complete().log();
            Files.delete(files.index()); // it lets a receiver go on after a crash; this run begins anew
            double seconds = (System.nanoTime() - started) / 1e9;
            return new DirectOutcome(manifest.rows(), log.appended().rejected(), seconds, sha256, files.log(), tally);
        } catch (IOException e) {
            throw ExitCode.FAILED.because("cannot delete " + files.index() + ": " + e.getMessage(), e);
        }
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
