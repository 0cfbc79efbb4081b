package winnow.classifier.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.classifier.model.Answers;
import winnow.classifier.model.Batch;
import winnow.classifier.model.Classifier;

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

    private static AnswerSheet classify(int rows, Allergic classifier) {
        int[] starts = new int[rows];
        int[] ends = new int[rows];
        for (int i = 0; i < rows; i++) {
            starts[i] = i;
            ends[i] = i + 1;
        }
        AnswerSheet answers = new AnswerSheet();
        answers.reset(rows);
        new Bisection(classifier).classify(new Batch(new byte[rows], starts, ends, new String[0][], 0, rows), answers);
        return answers;
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
}
