package winnow.classifier.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.classifier.model.Classifier;
import winnow.classifier.model.ClassifierProvider;
import winnow.classifier.model.Classifiers;
import winnow.classifier.pipeline.Pipeline;
import winnow.classifier.store.LocalFile;
import winnow.protocol.StopException;
import winnow.protocol.frame.ResultsFrame;
import winnow.protocol.frame.RowsFrame;
import winnow.protocol.job.CsvFormat;
import winnow.protocol.job.JobSpec;
import winnow.protocol.job.ModelSpec;
import winnow.protocol.model.ModelRef;

/** The programs are shell scripts, which every machine of ours can run. */
class ExecClassifierTest {
    private static final CsvFormat FORMAT = new CsvFormat(',', true, List.of("ID", "NAME"));
    /** Says of each row its length, dies of "die", keeps silent at "hang", and says two fields of "two". */
    private static final String SCRIPT = """
            #!/bin/sh
            read -r header
            [ "$header" = ID,NAME ] || exit 3
            while IFS= read -r row; do
              case $row in
                *die*) exit 7 ;;
                *hang*) exec tail -f /dev/null ;;
                *two*) echo "a,b" ;;
                *) echo "$1${#row}" ;;
              esac
            done
            """;

    @TempDir
    private Path folder;

    private Path script(String text) throws IOException {
        Path script = Files.writeString(folder.resolve("score.sh"), text);
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script;
    }

    private static Classifier open(Path script, String arguments) {
        ModelSpec spec =
                ModelSpec.of("exec", Map.of("argument", script + arguments)).withFile(ModelRef.of(script, "score.sh"));
        ClassifierProvider exec = Classifiers.provider("exec");
        ModelSpec complete = exec.complete(spec, FORMAT, () -> {
            throw new AssertionError("a program needs no rows ahead");
        });
        return exec.open(complete, FORMAT, new LocalFile(script));
    }

    private static ResultsFrame classify(Classifier classifier, List<String> rows) {
        return new Pipeline(FORMAT, classifier, JobSpec.DEFAULT_TIME_LIMIT).classify(frame(rows));
    }

    private static RowsFrame frame(List<String> rows) {
        byte[] bytes = (String.join("\n", rows) + "\n").getBytes(StandardCharsets.UTF_8);
        return RowsFrame.seal(0, 0, 1, 2, 0, rows.size(), 0, bytes, new byte[0]);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void eachRow_getsItsLine_fromChunkToChunk() throws IOException {
        try (Classifier classifier = open(script(SCRIPT), " n=")) {
            assertThat(text(classify(classifier, List.of("1,a", "22,bb")).results()))
                    .isEqualTo("1,a,n=3\n22,bb,n=5\n");
            assertThat(text(classify(classifier, List.of("333,c")).results())).isEqualTo("333,c,n=5\n");
        }
    }

    @Test
    void exactlyTheRowThatKillsTheProgram_isAReject() throws IOException {
        List<String> rows = IntStream.range(0, 200)
                .mapToObj(i -> i + (i == 17 || i == 199 ? ",die" : i == 60 ? ",two" : ",ok"))
                .toList();
        try (Classifier classifier = open(script(SCRIPT), "")) {
            ResultsFrame results = classify(classifier, rows);
            assertThat(results.rejected()).isEqualTo(3);
            assertThat(text(results.results()).lines()).hasSize(197);
            assertThat(text(results.rejects()).lines())
                    .satisfiesExactly(
                            line -> assertThat(line).startsWith("18,").contains("the program ended with exit code 7"),
                            line -> assertThat(line).startsWith("61,").contains("has 2 fields, expected 1"),
                            line -> assertThat(line).startsWith("200,").contains("exit code 7"));
        }
    }

    @Test
    void aRowWithoutAnAnswer_isARejectAfterTheTimeLimit() throws IOException {
        try (Classifier classifier = open(script(SCRIPT), "")) {
            ResultsFrame results = new Pipeline(FORMAT, classifier, Duration.ofSeconds(2))
                    .classify(frame(List.of("1,a", "2,hang", "3,c")));
            assertThat(text(results.results())).isEqualTo("1,a,3\n3,c,3\n");
            assertThat(text(results.rejects())).startsWith("2,").contains("TIME_LIMIT");
        }
    }

    @Test
    void lineThatWouldSpoilTheResults_isNotTaken() throws IOException {
        Path endless = script("""
                #!/bin/sh
                read -r header
                while IFS= read -r row; do
                  case $row in
                    *open*) echo '"a' ;;
                    *endless*) tr '\\0' x </dev/zero ;;
                    *) echo ok ;;
                  esac
                done
                """);
        try (Classifier classifier = open(endless, "")) {
            ResultsFrame results = classify(classifier, List.of("1,a", "2,open", "3,endless", "4,b"));
            assertThat(text(results.results())).isEqualTo("1,a,ok\n4,b,ok\n");
            assertThat(text(results.rejects()).lines())
                    .satisfiesExactly(
                            line -> assertThat(line).startsWith("2,").contains("ends inside a quoted field"),
                            line -> assertThat(line).startsWith("3,").contains("a line of more than 1048576 bytes"));
        }
    }

    @Test
    void aProgramThatSaysMoreThanItIsAsked_isNotBelieved() throws IOException {
        Path chatty = script("#!/bin/sh\nread -r header\nwhile read -r row; do echo a; echo b; done\n");
        try (Classifier classifier = open(chatty, "")) {
            classify(classifier, List.of("1,a"));
            // what it says of the second chunk begins with what was left of the first, so a new process is asked
            assertThat(text(classify(classifier, List.of("2,a")).results())).isEqualTo("2,a,a\n");
        }
    }

    @Test
    void severalThreads_haveAProcessEach() throws IOException {
        ExecutorService executor = Executors.newFixedThreadPool(3);
        try (Classifier classifier = open(script(SCRIPT), "")) {
            List<String> rows = IntStream.range(0, 500).mapToObj(i -> i + ",x").toList();
            String expected = text(classify(classifier, rows).results());
            List<CompletableFuture<String>> threads = IntStream.range(0, 3)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> text(classify(classifier, rows).results()), executor))
                    .toList();
            threads.forEach(thread -> assertThat(thread.join()).isEqualTo(expected));
        } finally {
            executor.shutdown();
        }
    }

    @Test
    void aProgramThatCannotBeStarted_stopsTheJobInsteadOfRejectingItsRows() throws IOException {
        Path script = script("#!/no/such/interpreter\n");
        try (Classifier classifier = open(script, "")) {
            assertThatThrownBy(() -> classify(classifier, List.of("1,a")))
                    .isInstanceOf(Error.class)
                    .hasCauseInstanceOf(StopException.class)
                    .rootCause()
                    .hasMessageContaining("No such file or directory");
        }
    }
}
