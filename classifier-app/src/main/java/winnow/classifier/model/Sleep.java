package winnow.classifier.model;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * Stands in for a model that waits on something else: each batch takes the same time and no processor, each row gets the
 * same label. What N instances do more than one with it is what Winnow itself scales, on a machine of few cores too.
 */
final class Sleep implements Classifier {
    private static final byte[] LABEL = "slept".getBytes(StandardCharsets.US_ASCII);

    private final Duration pause;

    Sleep(Duration pause) {
        this.pause = pause;
    }

    @Override
    public List<String> inputs() {
        return List.of();
    }

    @Override
    public List<String> outputs() {
        return List.of("label");
    }

    @Override
    public void classify(Batch batch, Answers answers) {
        try {
            Thread.sleep(pause.toMillis(), pause.toNanosPart() % 1_000_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while it slept for " + pause, e);
        }
        for (int row = 0; row < batch.rows(); row++) {
            answers.answer(row, LABEL, 0, LABEL.length);
        }
    }
}
