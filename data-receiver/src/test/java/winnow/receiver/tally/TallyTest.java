package winnow.receiver.tally;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.protocol.StopException;
import winnow.protocol.job.CsvFormat;
import winnow.protocol.job.CutRule;
import winnow.protocol.job.JobInput;
import winnow.protocol.job.JobSpec;
import winnow.protocol.job.ModelSpec;
import winnow.protocol.job.RejectLimit;

class TallyTest {
    /** Two columns, then the label and a probability. */
    private static final String RESULTS = """
            1,yes,yes,0.9
            "2,""x
            y",no,yes,0.8
            3, no ,no,0.7
            4,,no,0.6
            5"5,"a ""b""\","a ""b""\",0.5
            6,yes,no,0.5
            """;

    private static JobSpec job(List<String> outputs, @Nullable String evaluate) {
        return new JobSpec(
                new JobInput.Generated(1, 1),
                new CsvFormat(',', true, List.of("ID", "TRUTH")),
                CutRule.DEFAULT,
                ModelSpec.of("any", Map.of()),
                RejectLimit.ANY,
                JobSpec.DEFAULT_TIME_LIMIT,
                1,
                outputs,
                evaluate);
    }

    private static Tally tally(@Nullable String evaluate) {
        return Tally.of(job(List.of("label", "p_yes"), evaluate));
    }

    @Test
    void labels_areCountedWhateverTheOtherFieldsHold(@TempDir Path folder) throws IOException {
        Tally tally = tally(null);
        Path log = Files.writeString(folder.resolve("results.log"), RESULTS + "7,yes,half a li");
        tally.read(log, RESULTS.getBytes(UTF_8).length);
        assertThat(tally.labels()).isEqualTo(Map.of("yes", 2L, "no", 3L, "a \"b\"", 1L));
        assertThat(tally.evaluation()).isNull();
    }

    @Test
    void evaluation_hasTheFiguresThatAreWorkedOutByHand() {
        Tally tally = tally("TRUTH");
        tally.add(RESULTS.getBytes(UTF_8));
        Evaluation evaluation = Objects.requireNonNull(tally.evaluation());
        assertThat(evaluation.rows()).isEqualTo(5);
        assertThat(evaluation.unlabelled()).isEqualTo(1);
        assertThat(evaluation.correct()).isEqualTo(3);
        assertThat(evaluation.accuracy()).isEqualTo(0.6);
        assertThat(evaluation.confusion())
                .isEqualTo(Map.of(
                        "yes",
                        Map.of("yes", 1L, "no", 1L),
                        "no",
                        Map.of("yes", 1L, "no", 1L),
                        "a \"b\"",
                        Map.of("a \"b\"", 1L)));
        assertThat(evaluation.classes().get(2)).isEqualTo(new Evaluation.ClassFigures("yes", 2, 2, 0.5, 0.5, 0.5));
    }

    @Test
    void evaluation_ofAClassThatIsNeverGiven_isZeroAndNotANumber() {
        Tally tally = tally("TRUTH");
        tally.add("1,yes,no,0\n2,yes,no,0\n".getBytes(UTF_8));
        assertThat(Objects.requireNonNull(tally.evaluation()).classes())
                .containsExactly(
                        new Evaluation.ClassFigures("no", 0, 2, 0, 0, 0),
                        new Evaluation.ClassFigures("yes", 2, 0, 0, 0, 0));
    }

    @Test
    void lines_mayComeInPiecesThatAreCutAnywhere() {
        byte[] bytes = RESULTS.getBytes(UTF_8);
        for (int cut = 0; cut <= bytes.length; cut++) {
            StringBuilder seen = new StringBuilder();
            FieldScanner scanner = new FieldScanner(
                    ',',
                    List.of(2, 1),
                    fields ->
                            seen.append(fields[0]).append('|').append(fields[1]).append(';'));
            scanner.scan(bytes, 0, cut);
            scanner.scan(bytes, cut, bytes.length);
            assertThat(seen).as("cut at %d", cut).hasToString("yes|yes;yes|no;no| no ;no|;a \"b\"|a \"b\";no|yes;");
        }
    }

    @Test
    void moreLabelsThanAnybodyWouldLookAt_areNotCounted() {
        Tally tally = tally("TRUTH");
        for (int row = 0; row <= Tally.MOST_LABELS; row++) {
            tally.add((row + "," + row + "," + row + ",0\n").getBytes(UTF_8));
        }
        assertThat(tally.labels()).isNull();
        Evaluation evaluation = Objects.requireNonNull(tally.evaluation());
        assertThat(evaluation.accuracy()).isEqualTo(1);
        assertThat(evaluation.rows()).isEqualTo(Tally.MOST_LABELS + 1);
        assertThat(evaluation.confusion()).isEmpty();
    }

    @Test
    void outputsWithoutALabel_areNotCounted() {
        Tally tally = Tally.of(job(List.of("score"), null));
        tally.add("1,x,0.5\n".getBytes(UTF_8));
        assertThat(tally.labels()).isNull();
        assertThat(tally.evaluation()).isNull();
    }

    @Test
    void aColumnThatIsNotThere_isRefused() {
        assertThatThrownBy(() -> job(List.of("label"), "CHURNED"))
                .isInstanceOf(StopException.class)
                .hasMessageContaining("no column 'CHURNED'; it has ID, TRUTH");
    }

    @Test
    void outputs_canBeComparedWithEachOther() {
        Tally tally = Tally.ofOutputs(job(List.of("first", "second"), null), "first", "second");
        tally.add("1,x,a,b\n2,x,b,b\n".getBytes(UTF_8));
        assertThat(Objects.requireNonNull(tally.evaluation()).confusion())
                .isEqualTo(Map.of("a", Map.of("b", 1L), "b", Map.of("b", 1L)));
    }
}
