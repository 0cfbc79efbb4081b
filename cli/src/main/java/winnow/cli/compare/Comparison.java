package winnow.cli.compare;

import java.util.SortedMap;
import winnow.classifier.model.Classifier;
import winnow.cli.direct.ClassifiedChunks;
import winnow.protocol.frame.Manifest;
import winnow.protocol.job.JobSpec;
import winnow.receiver.tally.Evaluation;
import winnow.receiver.tally.Tally;

/**
 * What two models make of the same rows.
 *
 * @param rows of the input
 * @param compared of these, all but those that are rejects whatever the model, or that made one fail
 * @param changed rows whose label the second model changes
 * @param changes rows by the first model's label and the second one's, with those that stay; empty if there are more
 *     labels than can be counted
 */
public record Comparison(long rows, long compared, long changed, SortedMap<String, SortedMap<String, Long>> changes) {

    /** @param job whose classifier is the pair of these */
    static Comparison of(JobSpec job, Classifier pair) {
        Tally tally = Tally.ofOutputs(job, PairedClassifier.FIRST, PairedClassifier.SECOND);
        Manifest manifest = ClassifiedChunks.of(job, pair, frame -> tally.add(frame.results()));
        Evaluation labels = tally.evaluation();
        if (labels == null) {
            throw new IllegalStateException("a tally of two outputs compares them");
        }
        return new Comparison(manifest.rows(), labels.rows(), labels.rows() - labels.correct(), labels.confusion());
    }
}
