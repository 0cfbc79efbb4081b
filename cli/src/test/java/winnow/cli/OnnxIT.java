package winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.classifier.onnx.TestModels;
import winnow.protocol.kafka.Json;

/** ONNX models on a cluster that has no other way to them than Kafka. */
class OnnxIT {
    private static final long SEED = 4;

    @TempDir
    static Path folder;

    private static BinWinnow winnow;
    private static TestCluster cluster;
    private static Path mixed;
    private static Path trees;
    private static Path people;
    private static Path numbers;

    @BeforeAll
    static void up() throws IOException {
        winnow = new BinWinnow(folder);
        cluster = new TestCluster(winnow, 1);
        mixed = new TestModels.Mixed(true, true).write(folder.resolve("mixed.onnx"));
        trees = new TestModels.Trees(40, 4, 3, 3, true, SEED).write(folder.resolve("trees.onnx"));
        people = Files.writeString(folder.resolve("people.csv"), people(2000));
        numbers = Files.writeString(folder.resolve("numbers.csv"), numbers(2000));
    }

    @AfterAll
    static void down() {
        cluster.close();
    }

    /** Mostly good rows; some have a city that the encoder refuses, no age, or one that is no number. */
    private static String people(int rows) {
        Random random = new Random(SEED);
        StringBuilder csv = new StringBuilder("ID,AGE,CITY,INCOME\n");
        for (int row = 0; row < rows; row++) {
            String age = random.nextInt(50) == 0 ? "" : random.nextInt(70) == 0 ? "old" : "" + random.nextInt(90);
            String city = random.nextInt(60) == 0 ? "Paris" : TestModels.CITIES.get(random.nextInt(3));
            csv.append(row)
                    .append(',')
                    .append(age)
                    .append(",\"")
                    .append(city.replace("\"", "\"\""))
                    .append("\",");
            csv.append(random.nextInt(1000) / 100.0).append(row % 2 == 0 ? "\n" : "\r\n");
        }
        return csv.toString();
    }

    private static String numbers(int rows) {
        Random random = new Random(SEED);
        StringBuilder csv = new StringBuilder("F2,F0,F1\n");
        for (int row = 0; row < rows; row++) {
            csv.append(random.nextFloat())
                    .append(',')
                    .append(random.nextFloat())
                    .append(',');
            csv.append(random.nextInt(20) == 0 ? "" : Float.toString(random.nextFloat()))
                    .append('\n');
        }
        return csv.toString();
    }

    @Test
    void sameBytes_forEveryClusterSizeAndChunkSize() throws IOException {
        String[] job = {"--model", mixed.toString(), "--probabilities"};
        assertThat(winnow.run("classify", job[0], job[1], job[2], people.toString(), "direct.log")
                        .exitCode())
                .isZero();
        assertThat(Files.readAllLines(winnow.file("direct.log")).size()).isGreaterThan(1500);
        assertThat(Files.readString(winnow.file("direct.rejects.csv")))
                .contains("\"CITY\"", "\"AGE\"", "Paris", "'old'");
        for (int size = 1; size <= 3; size++) {
            cluster.resize(size);
            for (String chunkRows : List.of("1", "7", "500")) {
                if (size > 1 && chunkRows.equals("1")) {
                    continue; // two thousand chunks once are enough
                }
                TestCluster.Run run =
                        cluster.run("--input", people.toString(), job[0], job[1], job[2], "--chunk-rows", chunkRows);
                String which = size + " instances, chunks of " + chunkRows;
                assertThat(run.file("results.log")).as(which).hasSameBinaryContentAs(winnow.file("direct.log"));
                assertThat(run.file("rejects.csv")).as(which).hasSameBinaryContentAs(winnow.file("direct.rejects.csv"));
            }
        }
    }

    /** Quotes and line ends inside fields, missing values, categories that the model does not know. */
    @Test
    void predictions_areThoseThatAreWorkedOutInPlainJava() throws IOException {
        Path lenient = new TestModels.Mixed(false, false).write(folder.resolve("lenient.onnx"));
        TestCluster.Run run =
                cluster.run("--input", people.toString(), "--model", lenient.toString(), "--probabilities");
        int strangers = 0;
        for (CSVRecord row : rows(run)) {
            double[] expected = TestModels.Mixed.probabilities(number(row.get(1)), number(row.get(3)), row.get(2));
            strangers += row.get(2).equals("Paris") ? 1 : 0;
            assertThat(row.get(4)).as(row.toString()).isEqualTo(TestModels.Mixed.label(expected));
            assertProbabilities(row, 5, expected);
        }
        assertThat(strangers).isPositive();

        for (boolean boosted : new boolean[] {true, false}) {
            TestModels.Trees model = new TestModels.Trees(40, 4, 3, 3, boosted, SEED);
            Path file = model.write(folder.resolve("trees-" + boosted + ".onnx"));
            TestCluster.Run trees = cluster.run(
                    "--input",
                    numbers.toString(),
                    "--model",
                    file.toString(),
                    "--probabilities",
                    "--on-missing",
                    "nan");
            List<CSVRecord> rows = rows(trees);
            assertThat(rows).hasSize(2000);
            for (CSVRecord row : rows) {
                float[] features = {(float) number(row.get(1)), (float) number(row.get(2)), (float) number(row.get(0))};
                double[] expected = model.probabilities(features);
                if (!TestModels.Trees.isTie(expected)) {
                    int best = 0;
                    for (int i = 1; i < expected.length; i++) {
                        best = expected[i] > expected[best] ? i : best;
                    }
                    assertThat(row.get(3)).as(row.toString()).isEqualTo(Integer.toString(best));
                }
                assertProbabilities(row, 4, expected);
            }
        }
    }

    private static List<CSVRecord> rows(TestCluster.Run run) throws IOException {
        try (CSVParser parser = CSVParser.parse(run.file("results.log"), StandardCharsets.UTF_8, CSVFormat.RFC4180)) {
            return parser.getRecords();
        }
    }

    private static double number(String text) {
        return text.isEmpty() ? Double.NaN : Float.parseFloat(text);
    }

    private static void assertProbabilities(CSVRecord row, int from, double[] expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(Double.parseDouble(row.get(from + i))).as(row.toString()).isCloseTo(expected[i], within(1e-5));
        }
    }

    @Test
    void twoJobsWithDifferentModels_runAtTheSameTime_andModelsLeaveWithThem() throws IOException {
        assertThat(winnow.run("model", "push", "--name", "forest", trees.toString())
                        .exitCode())
                .isZero();
        assertThat(winnow.run("classify", "--model", mixed.toString(), people.toString(), "mixed.log")
                        .exitCode())
                .isZero();
        assertThat(winnow.run(
                                "classify",
                                "--model",
                                trees.toString(),
                                "--on-missing",
                                "nan",
                                numbers.toString(),
                                "trees.log")
                        .exitCode())
                .isZero();
        ExecutorService executor = Executors.newFixedThreadPool(2); // the common pool may have one thread only
        CompletableFuture<TestCluster.Run> first = CompletableFuture.supplyAsync(
                () -> cluster.run("--input", people.toString(), "--model", mixed.toString()), executor);
        CompletableFuture<TestCluster.Run> second = CompletableFuture.supplyAsync(
                () -> cluster.run("--input", numbers.toString(), "--model", "forest", "--on-missing", "nan"), executor);
        executor.shutdown();
        assertThat(first.join().file("results.log")).hasSameBinaryContentAs(winnow.file("mixed.log"));
        assertThat(second.join().file("results.log")).hasSameBinaryContentAs(winnow.file("trees.log"));

        JsonNode report = Json.read(Files.readAllBytes(second.join().file("job.json")), JsonNode.class);
        JsonNode file = report.get("spec").get("model").get("file");
        assertThat(file.get("name").asText()).isEqualTo("forest");
        assertThat(winnow.run("model", "list").out())
                .contains("forest", file.get("sha256").asText(), "mixed.onnx");
        assertThat(modelsOnDisk()).isEmpty();
    }

    /** Files of models that instances still hold. */
    private static List<Path> modelsOnDisk() throws IOException {
        try (Stream<Path> files = Files.walk(winnow.home().resolve("state"))) {
            return files.filter(file -> file.toString().contains("models") && Files.isRegularFile(file))
                    .toList();
        }
    }

    /** The receiver counts, and so does the run without a cluster. */
    @Test
    void labels_areCountedAndEvaluated() throws IOException {
        Path known = Files.writeString(folder.resolve("known.csv"), people(1000).replace("\"Bern\"", "\"stays\""));
        String[] job = {"--model", "cel:AGE > 40 ? 'leaves' : 'stays'", "--schema", "AGE=int", "--evaluate", "CITY"};
        TestCluster.Run run = cluster.run("--input", known.toString(), job[0], job[1], job[2], job[3], job[4], job[5]);
        JsonNode report = Json.read(Files.readAllBytes(run.file("job.json")), JsonNode.class);
        long stays = report.get("labels").get("stays").asLong();
        assertThat(stays + report.get("labels").get("leaves").asLong()).isEqualTo(run.total("classified"));
        assertThat(run.verdict().get("labels")).isEqualTo(report.get("labels"));
        assertThat(report.at("/evaluation/rows").asLong()).isEqualTo(run.total("classified"));
        assertThat(report.at("/evaluation/correct").asLong())
                .isEqualTo(report.at("/evaluation/confusion/stays/stays").asLong())
                .isPositive();
        BinWinnow.Result direct =
                winnow.run("classify", job[0], job[1], job[2], job[3], job[4], job[5], known.toString(), "known.log");
        assertThat(direct.out())
                .containsPattern(String.format(Locale.ROOT, "stays +%,d ", stays))
                .contains(String.format(
                        Locale.ROOT,
                        "accuracy %.4f",
                        report.at("/evaluation/accuracy").asDouble()));
    }

    /** Kafka has lost the model with everything else, and its file is gone too: the job's folder still has it. */
    @Test
    void aJobThatLosesItsModel_goesOnToTheSameBytes() throws IOException {
        Path many = Files.writeString(folder.resolve("many.csv"), numbers(300_000));
        Path model = Files.copy(trees, folder.resolve("moved.onnx"));
        String[] job = {"--model", model.toString(), "--on-missing", "nan", "--chunk-rows", "50"};
        assertThat(winnow.run("classify", job[0], job[1], job[2], job[3], many.toString(), "many.log")
                        .exitCode())
                .isZero();
        TestJob stopped = TestJob.start(
                winnow, cluster, "--input", many.toString(), job[0], job[1], job[2], job[3], job[4], job[5]);
        stopped.awaitMoreReceived(0);
        Files.delete(model);
        // so that the job does not end meanwhile
        Signal.STOP.send(stopped.pid("receive"));
        cluster.loseTheBrokersDisk();
        Signal.CONT.send(stopped.pid("receive"));
        stopped.assertStopped(stopped.run().await(), 1);
        stopped.assertDone(stopped.resume(), winnow.file("many.log"));
    }

    @Test
    void aModelThatDoesNotFit_isRefusedBeforeAnythingIsSent() throws IOException {
        Path other = Files.writeString(folder.resolve("other.csv"), "AGE,CITY\n1,Bern\n");
        String jobsBefore = winnow.run("status", "--output", "json").out();
        assertRefused(winnow.run("run", "--input", other.toString(), "--model", mixed.toString()), "'INCOME'");
        assertRefused(winnow.run("classify", "--model", mixed.toString(), other.toString(), "x.log"), "'INCOME'");
        assertRefused(winnow.run("run", "--input", other.toString(), "--model", "nowhere.onnx"), "'nowhere.onnx'");
        assertRefused(
                winnow.run("run", "--input", numbers.toString(), "--model", trees.toString(), "--features", "F0,F1"),
                "takes 3 columns");
        Path none = Files.writeString(folder.resolve("none.onnx"), "nothing");
        assertRefused(winnow.run("run", "--input", other.toString(), "--model", none.toString()), "none.onnx");
        assertThat(winnow.file("x.log")).doesNotExist();
        assertThat(jobs(winnow.run("status", "--output", "json").out())).isEqualTo(jobs(jobsBefore));
    }

    private static int jobs(String status) throws IOException {
        return Json.read(status.getBytes(StandardCharsets.UTF_8), JsonNode.class)
                .get("jobs")
                .size();
    }

    private static void assertRefused(BinWinnow.Result result, String part) {
        assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
        assertThat(result.err().lines()).as("one sentence").hasSize(1);
        assertThat(result.sentence()).startsWith("winnow: ").contains(part);
    }
}
