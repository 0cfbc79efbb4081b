package winnow.classifier.pipeline;

import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.classifier.model.Batch;
import winnow.protocol.frame.RejectCode;

/**
 * Finds the rows that break a classifier (rule 2): a batch for which it throws, or does not end in time, is asked for again
 * by halves. One bad row among n costs at most 2·log2(n) more calls.
 */
final class Bisection {
    private static final Logger log = LoggerFactory.getLogger(Bisection.class);

    private final TimedCalls classifier;
    private AnswerSheet answers = new AnswerSheet();

    Bisection(TimedCalls classifier) {
        this.classifier = classifier;
    }

    /** @return the answers, good until the next call */
    AnswerSheet classify(Batch batch) {
        answers.reset(batch.rows());
        classify(batch, 0);
        return answers;
    }

    private void classify(Batch batch, int first) {
        if (batch.rows() == 0) {
            return;
        }
        try {
            classifier.classify(batch, answers.from(first));
        } catch (TimeoutException e) {
            log.debug("{} rows were not classified in time", batch.rows());
            answers = answers.copyWithout(first, batch.rows()); // the call may go on, and write to what it was given
            divide(
                    batch,
                    first,
                    RejectCode.TIME_LIMIT,
                    "the classifier did not end within " + classifier.limit().toMillis() / 1000.0 + " s");
        } catch (CancellationException e) {
            throw e; // no row's fault
        } catch (RuntimeException e) {
            log.debug("{} rows break the classifier", batch.rows(), e);
            divide(batch, first, RejectCode.CLASSIFIER_FAILED, "the classifier failed: " + e);
        }
    }

    private void divide(Batch batch, int first, RejectCode code, String message) {
        if (batch.rows() == 1) {
            answers.reject(first, code, "", message);
            return;
        }
        int half = batch.rows() / 2;
        classify(batch.part(0, half), first);
        classify(batch.part(half, batch.rows() - half), first + half);
    }
}
