package winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * Inputs as they come in real life, each with the results and rejects that it must give, byte for byte: on a cluster of
 * two instances, and by {@code classify} with chunks that end everywhere.
 */
class DirtyInputsIT {
    /** A small part of each large input, and far more than what a row that is classified can take. */
    private static final String SMALL_HEAP = "-Xmx48m";

    @TempDir
    static Path folder;

    private static BinWinnow winnow;
    private static TestCluster cluster;

    @BeforeAll
    static void up() throws IOException {
        winnow = new BinWinnow(folder);
        cluster = new TestCluster(winnow, 2);
    }

    @AfterAll
    static void down() {
        cluster.close();
    }

    static List<DirtyCase> cases() throws IOException {
        return DirtyCase.all();
    }

    /** In chunks of three rows, so that the rows of even a small input travel in several partitions. */
    @ParameterizedTest
    @MethodSource("cases")
    void cluster_givesTheBytesOfTheCase(DirtyCase dirty) throws IOException {
        List<String> run = dirty.options("--chunk-rows", "3");
        run.addAll(List.of("--input", dirty.input().toString()));
        if (!dirty.fails()) {
            TestCluster.Run done = cluster.run(run.toArray(String[]::new));
            assertBytes(dirty, done.file("results.log"), done.file("rejects.csv"));
            assertThat(done.total("rows")).isEqualTo(done.total("classified") + done.total("rejected"));
            return;
        }
        run.addAll(0, List.of("run", "--quiet"));
        BinWinnow.Result result = winnow.run(run.toArray(String[]::new));
        assertFailure(dirty, result.exitCode(), result.err());
        assertThat(result.out()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void classify_givesTheBytesOfTheCaseWhereverChunksEnd(DirtyCase dirty) throws IOException {
        for (List<String> chunks : List.of(
                List.<String>of(),
                List.of("--chunk-rows", "1"),
                List.of("--chunk-rows", "7"),
                List.of("--chunk-bytes", "40"),
                List.of("--chunk-bytes", "1000"))) {
            Path out = Files.createTempDirectory(folder, dirty.toString());
            List<String> classify = dirty.options("classify");
            classify.addAll(chunks);
            classify.addAll(
                    List.of(dirty.input().toString(), out.resolve("direct.log").toString()));
            StringWriter err = new StringWriter();
            CommandLine inThisProcess = Winnow.commandLine(Map.of())
                    .setOut(new PrintWriter(new StringWriter()))
                    .setErr(new PrintWriter(err));
            int exitCode = inThisProcess.execute(classify.toArray(String[]::new));
            if (dirty.fails()) {
                assertFailure(dirty, exitCode, err.toString());
                assertThat(out.resolve("direct.log")).doesNotExist();
            } else {
                assertThat(exitCode).as(err.toString()).isZero();
                assertBytes(dirty, out.resolve("direct.log"), out.resolve("direct.rejects.csv"));
            }
        }
    }

    /** The sender and the receiver run with a heap of 128 MB, whatever the input. */
    @Test
    void aRowOf100Megabytes_isARejectInBoundedMemory() throws IOException {
        assertOneRowIsOversized(LargeInputs.rowOf100Megabytes(folder.resolve("row.csv")), 100 << 20, "x");
    }

    @Test
    void aGzipBombOfOneGibibyte_isARejectInBoundedMemory() throws IOException {
        Path bomb = LargeInputs.gzipBomb(folder.resolve("bomb.csv.gz"));
        assertThat(Files.size(bomb)).as("what is read").isLessThan(2 << 20);
        assertOneRowIsOversized(bomb, 1 << 30, "\0");
    }

    private static void assertOneRowIsOversized(Path input, int bytes, String filler) throws IOException {
        byte[] results = "1,x,0.%s\n3,y,0.%s\n"
                .formatted(LargeInputs.LABEL_1, LargeInputs.LABEL_3)
                .getBytes(StandardCharsets.UTF_8);
        byte[] rejects = ("row,line,offset,code,column,message,raw\r\n2,3,12,OVERSIZED,\"\",\"the row has " + bytes
                        + " bytes, more than the 1048576 allowed by max-row-bytes\",\"" + filler.repeat(1024)
                        + "\"\r\n")
                .getBytes(StandardCharsets.UTF_8);

        TestCluster.Run run = cluster.run("--input", input.toString());
        assertThat(run.file("results.log")).hasBinaryContent(results);
        assertThat(run.file("rejects.csv")).hasBinaryContent(rejects);

        String out = input.getFileName() + ".log";
        BinWinnow.Result direct = winnow.with("JAVA_TOOL_OPTIONS", SMALL_HEAP).run("classify", input.toString(), out);
        assertThat(direct.exitCode()).as(direct.err()).isZero();
        assertThat(direct.err()).as("the JVM says that it was told").contains(SMALL_HEAP);
        assertThat(winnow.file(out)).hasBinaryContent(results);
        assertThat(winnow.file(out.replace(".log", ".rejects.csv"))).hasBinaryContent(rejects);
    }

    private static void assertBytes(DirtyCase dirty, Path results, Path rejects) {
        assertThat(results).hasSameBinaryContentAs(dirty.file("results.log"));
        assertThat(rejects).hasSameBinaryContentAs(dirty.file("rejects.csv"));
    }

    private static void assertFailure(DirtyCase dirty, int exitCode, String err) throws IOException {
        DirtyCase.Failure failure = dirty.failure();
        assertThat(exitCode).as(err).isEqualTo(failure.exitCode());
        assertThat(err.lines()).as("one sentence, and no stack trace").hasSize(1);
        assertThat(err).startsWith("winnow: ").contains(failure.sentence());
    }
}
