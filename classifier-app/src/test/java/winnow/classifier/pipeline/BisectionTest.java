package winnow.classifier.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.classifier.model.Answers;
import winnow.classifier.model.Batch;
import winnow.classifier.model.Classifier;
import winnow.protocol.frame.RejectCode;

class BisectionTest {

    /** Throws for a batch that holds a row of this value. Rows are one byte each. */
    private static final class Allergic implements Classifier {
        private final BitSet poison;
        private int calls;

        private Allergic(BitSet poison) {
            this.poison = poison;
        }

        @Override
        public List<String> inputs() {
            return List.of();
        }

        @Override
        public List<String> outputs() {
            return List.of("OUT");
        }

        @Override
        public void classify(Batch batch, Answers answers) {
            calls++;
            for (int row = 0; row < batch.rows(); row++) {
                if (poison.get(batch.start(row))) {
                    throw new IllegalArgumentException("row " + batch.start(row));
                }
                answers.answer(row, new byte[] {1}, 0, 1);
            }
        }
    }

    private static AnswerSheet classify(int rows, Classifier classifier) {
        return classify(rows, classifier, Duration.ofMinutes(1));
    }

    private static AnswerSheet classify(int rows, Classifier classifier, Duration limit) {
        int[] starts = new int[rows];
        int[] ends = new int[rows];
        for (int i = 0; i < rows; i++) {
            starts[i] = i;
            ends[i] = i + 1;
        }
        return new Bisection(new TimedCalls(classifier, limit))
                .classify(new Batch(new byte[rows], starts, ends, List.of(), 0, rows));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 500, 512})
    void classify_findsEachSingleBadRowWithFewCalls(int rows) {
        int log2 = 32 - Integer.numberOfLeadingZeros(rows - 1);
        for (int bad = 0; bad < rows; bad++) {
            BitSet poison = new BitSet();
            poison.set(bad);
            Allergic classifier = new Allergic(poison);
            AnswerSheet answers = classify(rows, classifier);

            assertThat(classifier.calls).as("bad row %d of %d", bad, rows).isLessThanOrEqualTo(1 + 2 * log2);
            for (int row = 0; row < rows; row++) {
                assertThat(answers.refusal(row) == null).isEqualTo(row != bad);
            }
        }
    }

    @Test
    void classify_findsAnySetOfBadRows() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            int rows = 1 + random.nextInt(100);
            BitSet poison = new BitSet();
            for (int i = random.nextInt(rows + 1); i > 0; i--) {
                poison.set(random.nextInt(rows));
            }
            AnswerSheet answers = classify(rows, new Allergic(poison));
            for (int row = 0; row < rows; row++) {
                assertThat(answers.refusal(row) != null)
                        .as("seed %d, row %d of %d", seed, row, rows)
                        .isEqualTo(poison.get(row));
            }
        }
    }

    @Test
    void classify_doesNotAskForNothing() {
        Allergic classifier = new Allergic(new BitSet());
        classify(0, classifier);
        assertThat(classifier.calls).isZero();
    }

    /** Never ends for a batch that holds this row, whatever interrupts it, and answers every row before it twice. */
    private static final class Endless implements Classifier {
        private final int endless;
        private final boolean deaf;
        private final CountDownLatch testIsOver = new CountDownLatch(1);
        private final AtomicInteger calls = new AtomicInteger();

        private Endless(int endless, boolean deaf) {
            this.endless = endless;
            this.deaf = deaf;
        }

        @Override
        public List<String> inputs() {
            return List.of();
        }

        @Override
        public List<String> outputs() {
            return List.of("OUT");
        }

        @Override
        public void classify(Batch batch, Answers answers) {
            calls.incrementAndGet();
            for (int row = 0; row < batch.rows(); row++) {
                boolean waits = batch.start(row) == endless;
                while (waits) {
                    try {
                        testIsOver.await();
                        return;
                    } catch (InterruptedException e) {
                        waits = deaf;
                    }
                }
                answers.answer(row, new byte[] {(byte) batch.start(row)}, 0, 1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void classify_givesUpOnTheRowThatNeverEnds(boolean deaf) {
        Endless classifier = new Endless(77, deaf);
        AnswerSheet answers = classify(100, classifier, Duration.ofMillis(200));
        for (int row = 0; row < 100; row++) {
            Refusal refusal = answers.refusal(row);
            if (row == 77) {
                assertThat(refusal)
                        .isEqualTo(new Refusal(RejectCode.TIME_LIMIT, "", "the classifier did not end within 0.2 s"));
            } else {
                assertThat(refusal).as("row %d", row).isNull();
                assertThat(answers.bytes()[answers.start(row)]).isEqualTo((byte) row);
            }
        }
        assertThat(classifier.calls.get()).isLessThanOrEqualTo(1 + 2 * 7);
        classifier.testIsOver.countDown();
    }

    @Test
    void classify_takesARowThatOverflowsTheStackForABadOne() {
        AnswerSheet answers = classify(5, new Recursive());
        assertThat(answers.refusal(3)).isNotNull();
        assertThat(answers.refusal(4)).isNull();
    }

    private static final class Recursive implements Classifier {
        @Override
        public List<String> inputs() {
            return List.of();
        }

        @Override
        public List<String> outputs() {
            return List.of("OUT");
        }

        @Override
        public void classify(Batch batch, Answers answers) {
            for (int row = 0; row < batch.rows(); row++) {
                answers.answer(row, new byte[] {(byte) depth(batch.start(row) == 3 ? 1 : 0)}, 0, 1);
            }
        }

        private static int depth(int more) {
            return more == 0 ? 0 : 1 + depth(more + 1);
        }
    }
}
