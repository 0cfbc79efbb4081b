package winnow.classifier.pipeline;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.classifier.model.Batch;
import winnow.classifier.model.Classifier;
import winnow.protocol.frame.RejectCode;

/**
 * Finds the rows that break a classifier (rule 2): a batch for which it throws is asked for again by halves. One bad row
 * among n costs at most 2·log2(n) more calls.
 */
final class Bisection {
    private static final Logger log = LoggerFactory.getLogger(Bisection.class);

    private final Classifier classifier;

    Bisection(Classifier classifier) {
        this.classifier = classifier;
    }

    void classify(Batch batch, AnswerSheet answers) {
        classify(batch, answers, 0);
    }

    private void classify(Batch batch, AnswerSheet answers, int first) {
        if (batch.rows() == 0) {
            return;
        }
        try {
            classifier.classify(batch, answers.from(first));
        } catch (RuntimeException e) {
            if (batch.rows() == 1) {
                log.debug("a row breaks the classifier", e);
                answers.reject(first, RejectCode.CLASSIFIER_FAILED, "", "the classifier failed: " + e);
                return;
            }
            int half = batch.rows() / 2;
            classify(batch.part(0, half), answers, first);
            classify(batch.part(half, batch.rows() - half), answers, first + half);
        }
    }
}
