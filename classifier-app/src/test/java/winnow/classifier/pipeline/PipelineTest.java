package winnow.classifier.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import winnow.classifier.model.Answers;
import winnow.classifier.model.Batch;
import winnow.classifier.model.Classifier;
import winnow.classifier.model.Classifiers;
import winnow.protocol.StopException;
import winnow.protocol.frame.CorruptFrameException;
import winnow.protocol.frame.RejectCode;
import winnow.protocol.frame.ResultsFrame;
import winnow.protocol.frame.RowsFrame;
import winnow.protocol.job.CsvFormat;
import winnow.protocol.job.ModelSpec;

class PipelineTest {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final CsvFormat FORMAT = new CsvFormat(',', true, List.of("ID", "NAME"));

    private static ResultsFrame classify(Classifier classifier, RowsFrame frame) {
        ResultsFrame results = new Pipeline(FORMAT, classifier, LIMIT).classify(frame);
        results.check();
        return results;
    }

    @Test
    void classify_appendsTheOutputToTheRowsOwnBytes() {
        ResultsFrame results = classify(new LengthOfRow(), Rows.frame(3, "1, a \r\n\n2,\"b\r\nB\"\n3,\u00e9"));

        assertThat(results.number()).isEqualTo(7);
        assertThat(results.parent()).isEqualTo(1);
        assertThat(results.rows()).isEqualTo(3);
        assertThat(results.rejected()).isZero();
        assertThat(Rows.text(results.results())).isEqualTo("1, a ,5\n2,\"b\r\nB\",8\n3,\u00e9,3\n");
        assertThat(results.rejects()).isEmpty();
    }

    @Test
    void classify_joinsWithTheInputsDelimiter() {
        Pipeline pipeline = new Pipeline(new CsvFormat(';', true, List.of("ID", "NAME")), new LengthOfRow(), LIMIT);
        assertThat(Rows.text(pipeline.classify(Rows.frame(1, "1;a")).results())).isEqualTo("1;a;3\n");
    }

    @Test
    void classify_makesWrongRowsRejectsInTheirPlace() {
        ResultsFrame results =
                classify(new LengthOfRow(), Rows.frame(6, "1,a\n2\n3,a,b\n\"4\"x,\"say \"\"a\"\"\"\n5,b\n\"6,c\n"));

        assertThat(Rows.text(results.results())).isEqualTo("1,a,3\n5,b,3\n");
        assertThat(results.rejected()).isEqualTo(4);
        assertThat(Rows.text(results.rejects()))
                .isEqualTo("3002,3011,40004,RAGGED,\"\",\"1 fields, the header has 2\",\"2\"\r\n"
                        + "3003,3012,40006,RAGGED,\"\",\"3 fields, the header has 2\",\"3,a,b\"\r\n"
                        + "3004,3013,40012,MALFORMED,\"\","
                        + "\"after a closing quote comes neither a delimiter nor a line end\","
                        + "\"\"\"4\"\"x,\"\"say \"\"\"\"a\"\"\"\"\"\"\"\r\n"
                        + "3006,3015,40033,UNTERMINATED_QUOTE,\"\","
                        + "\"a quote opens in this row and the input ends inside it\",\"\"\"6,c\n\"\r\n");
    }

    @Test
    void classify_putsTheSendersRejectsLast() {
        byte[] fromSender = Rows.bytes("3003,3012,40006,OVERSIZED,\"\",\"too long\",\"3\"\r\n");
        RowsFrame frame = RowsFrame.seal(7, 1, 3001, 3010, 40_000, 3, 1, Rows.bytes("1,a\n2\n"), fromSender);

        ResultsFrame results = classify(new LengthOfRow(), frame);

        assertThat(results.rejected()).isEqualTo(2);
        assertThat(Rows.text(results.rejects()))
                .startsWith("3002,")
                .endsWith("\r\n3003,3012,40006,OVERSIZED,\"\",\"too long\",\"3\"\r\n");
    }

    @Test
    void classify_refusesAFrameWithOtherRowsThanItSays() {
        assertThatThrownBy(() -> classify(new LengthOfRow(), Rows.frame(3, "1,a\n2,b\n")))
                .isInstanceOf(CorruptFrameException.class)
                .hasMessage("chunk 7 says it has 3 rows and has 2");
    }

    @Test
    void classify_givesTheColumnsThatTheClassifierReads() {
        ResultsFrame results = classify(
                new OfColumn("NAME", name -> "<" + name + ">"),
                Rows.frame(3, "1,a\n2,\"b \"\"B\"\"\"\n3,\u00c3\u00a9\n"));

        assertThat(Rows.text(results.results()))
                .isEqualTo("1,a,<a>\n2,\"b \"\"B\"\"\",<b \"B\">\n3,\u00c3\u00a9,<\u00c3\u00a9>\n");
    }

    @Test
    void classify_findsTheColumnsInRowsOfEveryKind() {
        Classifier swapped = new Joined(List.of("C", "A"));
        CsvFormat format = new CsvFormat(',', true, List.of("A", "B", "C", "D"));
        RowsFrame frame = Rows.frame(
                6,
                "1,2,3,4\n\"1\",\"2,\"\"2\",\"\"\"3\"\"\",4\r\n,,,\n\"\",\"\n\",\"a\nb\",\"\"\n 1 ,2\"2,3\"3,\n\"\u00c3\u00a9\",\u00ff,x,\u00ff");
        assertThat(Rows.text(
                        new Pipeline(format, swapped, LIMIT).classify(frame).results()))
                .isEqualTo(
                        "1,2,3,4,3|1\n\"1\",\"2,\"\"2\",\"\"\"3\"\"\",4,\"3\"|1\n,,,,|\n\"\",\"\n\",\"a\nb\",\"\",a\nb|\n"
                                + " 1 ,2\"2,3\"3,,3\"3| 1 \n\"\u00c3\u00a9\",\u00ff,x,\u00ff,x|\u00c3\u00a9\n");
    }

    @Test
    void classify_isTheSameForPartsOfABatch() {
        Classifier halves = new Joined(List.of("NAME", "ID")) {
            @Override
            public void classify(Batch batch, Answers answers) {
                if (batch.rows() > 1) {
                    throw new IllegalStateException("one at a time");
                }
                super.classify(batch, answers);
            }
        };
        RowsFrame frame = Rows.frame(4, "1,\"a\"\"\"\n2\n\"\"\"3\",b\n4,c\n");
        assertThat(classify(halves, frame))
                .usingRecursiveComparison()
                .isEqualTo(classify(new Joined(List.of("NAME", "ID")), frame));
    }

    @Test
    void classify_rejectsInvalidUtf8OnlyInAColumnThatIsRead() {
        RowsFrame frame = Rows.frame(2, "\u00ff,a\n2,\u00ff\n");

        ResultsFrame results = classify(new OfColumn("NAME", name -> name), frame);
        assertThat(Rows.text(results.results())).isEqualTo("\u00ff,a,a\n");
        assertThat(Rows.text(results.rejects()))
                .isEqualTo("3002,3011,40004,INVALID_UTF8,\"NAME\",\"the value is no valid UTF-8\",\"2,\u00ff\"\r\n");

        assertThat(classify(new LengthOfRow(), frame).rejected()).isZero();
    }

    @Test
    void classify_rejectsALoneCarriageReturnOnlyWhereColumnsAreRead() {
        RowsFrame frame = Rows.frame(2, "1,a\rb\n2,\"a\rb\"\n");

        ResultsFrame results = classify(new OfColumn("NAME", name -> "x"), frame);
        assertThat(Rows.text(results.results())).isEqualTo("2,\"a\rb\",x\n");
        assertThat(Rows.text(results.rejects())).startsWith("3001,3010,40000,MALFORMED,");

        assertThat(classify(new LengthOfRow(), frame).rejected()).isZero();
    }

    @Test
    void classify_runsTheExampleOfTheDocumentation() {
        CsvFormat format = new CsvFormat(';', true, List.of("ID", "PRICE"));
        Classifier example = Classifiers.open(ModelSpec.of("priceband", Map.of("limit", "10")), format);
        ResultsFrame results = new Pipeline(format, example, LIMIT).classify(Rows.frame(3, "1;9.99\n2;x\n3;\"10\"\n"));
        assertThat(Rows.text(results.results())).isEqualTo("1;9.99;cheap\n3;\"10\";dear\n");
        assertThat(Rows.text(results.rejects()))
                .isEqualTo("3002,3011,40007,BAD_VALUE,\"PRICE\",\"'x' is no decimal number\",\"2;x\"\r\n");
    }

    @Test
    void pipeline_refusesAClassifierWhoseColumnIsNotThere() {
        assertThatThrownBy(() -> new Pipeline(FORMAT, new OfColumn("PRICE", price -> price), LIMIT))
                .isInstanceOf(StopException.class)
                .hasMessageContaining("'PRICE'")
                .hasMessageContaining("ID, NAME");
    }

    @Test
    void classify_isolatesARowThatBreaksTheClassifier() {
        Classifier fragile = new OfColumn("ID", id -> {
            if (id.equals("3")) {
                throw new ArithmeticException("three");
            }
            return id;
        });

        ResultsFrame results = classify(fragile, Rows.frame(5, "1,a\n2,a\n3,a\n4,a\n5,a\n"));

        assertThat(Rows.text(results.results())).isEqualTo("1,a,1\n2,a,2\n4,a,4\n5,a,5\n");
        assertThat(Rows.text(results.rejects()))
                .isEqualTo("3003,3012,40008,CLASSIFIER_FAILED,\"\","
                        + "\"the classifier failed: java.lang.ArithmeticException: three\",\"3,a\"\r\n");
    }

    @Test
    void classify_rejectsARowThatGetsNoAnswerOrTooLongAnOne() {
        Classifier silent = new OfColumn("ID", id -> "x".repeat(AnswerSheet.MAX_ANSWER_BYTES + 1)) {
            @Override
            public void classify(Batch batch, Answers answers) {
                super.classify(batch.part(0, 1), answers);
            }
        };

        assertThat(Rows.text(classify(silent, Rows.frame(2, "1,a\n2,b\n")).rejects()))
                .contains("the classifier's answer has 1001 bytes, more than 1000")
                .contains("the classifier gave no answer");
    }

    @Test
    void classify_letsTheClassifierRejectARow() {
        Classifier choosy = new LengthOfRow() {
            @Override
            public void classify(Batch batch, Answers answers) {
                super.classify(batch, answers);
                answers.reject(1, RejectCode.CLASSIFIER_FAILED, "NAME", "not this one");
            }
        };

        ResultsFrame results = classify(choosy, Rows.frame(3, "1,a\n2,b\n3,c\n"));

        assertThat(Rows.text(results.results())).isEqualTo("1,a,3\n3,c,3\n");
        assertThat(Rows.text(results.rejects())).contains("CLASSIFIER_FAILED,\"NAME\",\"not this one\",\"2,b\"");
    }

    @Test
    void classify_isTheSameWhateverCameBefore() {
        Pipeline used = new Pipeline(FORMAT, new LengthOfRow(), LIMIT);
        used.classify(Rows.frame(2, "a long row that comes before,1\n2\n"));

        assertThat(used.classify(Rows.frame(1, "1,a\n")))
                .usingRecursiveComparison()
                .isEqualTo(new Pipeline(FORMAT, new LengthOfRow(), LIMIT).classify(Rows.frame(1, "1,a\n")));
    }

    /** Answers with the number of a row's bytes, and reads no column. */
    private static class LengthOfRow implements Classifier {
        @Override
        public List<String> inputs() {
            return List.of();
        }

        @Override
        public List<String> outputs() {
            return List.of("LENGTH");
        }

        @Override
        public void classify(Batch batch, Answers answers) {
            for (int row = 0; row < batch.rows(); row++) {
                byte[] length = Rows.bytes(Integer.toString(batch.end(row) - batch.start(row)));
                answers.answer(row, length, 0, length.length);
            }
        }
    }

    /** Answers with its columns, joined. */
    private static class Joined implements Classifier {
        private final List<String> inputs;

        private Joined(List<String> inputs) {
            this.inputs = inputs;
        }

        @Override
        public List<String> inputs() {
            return inputs;
        }

        @Override
        public List<String> outputs() {
            return List.of("OUT");
        }

        @Override
        public void classify(Batch batch, Answers answers) {
            for (int row = 0; row < batch.rows(); row++) {
                String joined =
                        batch.column(0).text(row) + "|" + batch.column(1).text(row);
                byte[] answer = joined.getBytes(java.nio.charset.StandardCharsets.UTF_8);
                answers.answer(row, answer, 0, answer.length);
            }
        }
    }

    /** Answers with what a function makes of one column. */
    private static class OfColumn implements Classifier {
        private final String column;
        private final Function<String, String> function;

        private OfColumn(String column, Function<String, String> function) {
            this.column = column;
            this.function = function;
        }

        @Override
        public List<String> inputs() {
            return List.of(column);
        }

        @Override
        public List<String> outputs() {
            return List.of("OUT");
        }

        @Override
        public void classify(Batch batch, Answers answers) {
            for (int row = 0; row < batch.rows(); row++) {
                byte[] answer =
                        function.apply(batch.column(0).text(row)).getBytes(java.nio.charset.StandardCharsets.UTF_8);
                answers.answer(row, answer, 0, answer.length);
            }
        }
    }
}
