package winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.protocol.kafka.Json;

/** What a user types, and what comes of it, on one cluster of two instances. */
class CommandLineIT {
    private static final String CSV = "a,b\n1,x\n2,y\n3,z\n";

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

    private static Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private static void assertRefused(BinWinnow.Result result, String... parts) {
        assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
        assertThat(result.err().lines()).as("one sentence, and no stack trace").hasSize(1);
        assertThat(result.sentence()).startsWith("winnow: ").contains(parts);
        assertThat(result.out()).isEmpty();
    }

    private static long jobs() throws IOException {
        return Json.read(
                        winnow.run("status", "--output", "json").out().getBytes(StandardCharsets.UTF_8), JsonNode.class)
                .get("jobs")
                .size();
    }

    @Test
    void generatedRows_areThoseOfTheGenerator() throws IOException {
        TestCluster.Run run = cluster.run("--rows", "5000", "--seed", "7");
        assertThat(winnow.run("generate", "--rows", "5000", "--seed", "7", "g.csv")
                        .exitCode())
                .isZero();
        assertThat(winnow.run("classify", "g.csv", "g.log").exitCode()).isZero();

        assertThat(run.file("results.log")).hasSameBinaryContentAs(winnow.file("g.log"));
        assertThat(run.total("rows")).isEqualTo(5000);
        assertThat(run.total("missing")).isZero();
        assertThat(run.verdict().get("rowsPerSecond").asLong()).isPositive();
        assertThat(Files.exists(run.file("results.log.part"))).isFalse();
    }

    @Test
    void slowness_isAnOptionOfTheJob() throws IOException {
        TestCluster.Run run = cluster.run("--input", write("slow.csv", CSV).toString(), "--slowness", "3");
        assertThat(winnow.run("classify", "--slowness", "3", "slow.csv", "slow.log")
                        .exitCode())
                .isZero();
        assertThat(run.file("results.log")).hasSameBinaryContentAs(winnow.file("slow.log"));
        assertThat(winnow.run("classify", "slow.csv", "usual.log").exitCode()).isZero();
        assertThat(Files.readString(winnow.file("usual.log"))).isNotEqualTo(Files.readString(winnow.file("slow.log")));
    }

    @Test
    void compressedFiles_areReadAsTheyAre() throws IOException {
        Path gz = folder.resolve("two-members.csv.gz");
        try (OutputStream file = Files.newOutputStream(gz)) {
            for (String member : List.of("a,b\n1,x\n2", ",y\n3,z\n")) {
                GZIPOutputStream zipped = new GZIPOutputStream(file);
                zipped.write(member.getBytes(StandardCharsets.UTF_8));
                zipped.finish();
            }
        }
        Path zst = folder.resolve("all.csv.zst");
        try (OutputStream zipped = new ZstdOutputStream(Files.newOutputStream(zst))) {
            zipped.write(CSV.getBytes(StandardCharsets.UTF_8));
        }
        String plain = Files.readString(
                cluster.run("--input", write("plain.csv", CSV).toString()).file("results.log"));

        assertThat(cluster.run("--input", gz.toString()).file("results.log")).hasContent(plain);
        assertThat(cluster.run("--input", zst.toString()).file("results.log")).hasContent(plain);
    }

    @Test
    void severalFilesAGlobAndADirectory_areOneInput() throws IOException {
        write("many/1.csv", "a,b\n1,x\n2,y");
        write("many/2.csv", "a,b\n");
        write("many/3.csv", "a,b\r\n3,z\r\n");
        String whole = Files.readString(
                cluster.run("--input", write("whole.csv", CSV).toString()).file("results.log"));

        for (String[] input : new String[][] {
            {"--input", "many"}, {"--input", "many/*.csv"}, {"--input", "many/1.csv", "many/2.csv", "many/3.csv"}
        }) {
            TestCluster.Run run = cluster.run(input);
            assertThat(run.file("results.log")).hasContent(whole);
            assertThat(run.total("rows")).isEqualTo(3);
        }
    }

    @Test
    void standardInput_isAnInput() throws IOException {
        Path csv = write("stdin.csv", CSV);
        BinWinnow.Result run = winnow.runWith(csv, "run", "--quiet", "--output", "json", "--input", "-");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(Json.read(run.out().getBytes(StandardCharsets.UTF_8), JsonNode.class)
                        .get("totals")
                        .get("rows")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void filesWithOtherHeaders_areRefusedByName() throws IOException {
        write("heads/1.csv", "a,b\n1,x\n");
        write("heads/2.csv", "a,c\n1,x\n");
        long before = jobs();
        assertRefused(winnow.run("run", "--input", "heads"), "2.csv", "header");
        assertThat(jobs()).isEqualTo(before);
    }

    @Test
    void inputThatIsNotThere_isRefusedBeforeAnythingStarts() throws IOException {
        long before = jobs();
        assertRefused(winnow.run("run", "--input", "nowhere.csv"), "nowhere.csv");
        assertRefused(winnow.run("run", "--input", "no*.csv"), "no*.csv");
        assertRefused(winnow.run("run"), "--rows", "--input");
        assertRefused(winnow.run("run", "--rows", "1", "--input", "x"), "two inputs");
        assertRefused(winnow.run("run", "--rows", "many"), "--rows");
        assertRefused(winnow.run("run", "--rows", "1", "--colour", "blue"), "--colour");
        assertRefused(winnow.run("run", "--rows", "1", "--model", "crystal-ball"), "crystal-ball", "blackbox");
        assertRefused(winnow.run("run", "--rows", "1", "--chunk-rows", "0"), "--chunk-rows");
        assertRefused(winnow.run("run", "--rows", "1", "-X", "linger.msec=1"), "linger.msec");
        assertRefused(winnow.run("run", "--rows", "1", "-X", "acks=0"), "acks=all");
        assertRefused(winnow.run("run", "--rows", "1", "-X", "isolation.level=read_uncommitted"), "read_committed");
        assertThat(jobs()).isEqualTo(before);
    }

    @Test
    void aClientSetting_reachesThePrograms() throws IOException {
        assertThat(cluster.run("--rows", "10", "-X", "linger.ms=1", "-X", "max.poll.records=3")
                        .total("classified"))
                .isEqualTo(10);
    }

    @Test
    void emptyInputs_areCompleteJobsOfNoRows() throws IOException {
        for (String text : List.of("", "a,b\n", "a,b", "\n\n")) {
            TestCluster.Run run =
                    cluster.run("--input", write("empty.csv", text).toString());
            assertThat(run.total("rows")).isZero();
            assertThat(run.file("results.log")).isEmptyFile();
            assertThat(run.file("rejects.csv"))
                    .hasBinaryContent(
                            "row,line,offset,code,column,message,raw\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        assertThat(cluster.run("--rows", "0").total("rows")).isZero();
    }

    @Test
    void tooManyRejects_endTheJobWithExitCode3() throws IOException {
        String csv = write("rejects.csv", "a,b\n1,x\n2\n3,z\n4\n").toString();
        for (String limit : List.of("1", "49%")) {
            BinWinnow.Result run = winnow.run("run", "--quiet", "--input", csv, "--max-rejects", limit);
            assertThat(run.exitCode()).as(run.err()).isEqualTo(3);
            assertThat(run.out()).isEmpty();
            assertThat(run.sentence())
                    .startsWith("winnow: job ")
                    .contains("failed")
                    .contains(limit);
        }
        assertThat(cluster.run("--input", csv, "--max-rejects", "50%").total("rejected"))
                .isEqualTo(2);
        assertThat(cluster.run("--input", csv, "--max-rejects", "2").total("rejected"))
                .isEqualTo(2);

        BinWinnow.Result direct = winnow.run("classify", "--max-rejects", "1", csv, "rejects.log");
        assertThat(direct.exitCode()).isEqualTo(3);
        assertThat(winnow.file("rejects.log")).doesNotExist();
    }

    @Test
    void anotherDelimiterAndNoHeader_areUnderstood() throws IOException {
        String csv = write("semicolon.csv", "1;x\n2;y\n").toString();
        TestCluster.Run run = cluster.run("--input", csv, "--delimiter", ";", "--no-header", "--columns", "id,name");
        assertThat(run.total("classified")).isEqualTo(2);
        assertThat(Files.readString(run.file("results.log"))).startsWith("1;x;0.");
        assertRefused(winnow.run("run", "--input", csv, "--no-header"), "--columns");
    }

    @Test
    void results_areAnArchiveAndACsvWithItsHeader() throws IOException {
        TestCluster.Run run = cluster.run("--input", write("results.csv", CSV).toString());
        String id = run.verdict().get("id").asText();
        BinWinnow.Result results = winnow.run("results", "--job", id, "--output-dir", "out");
        assertThat(results.exitCode()).as(results.err()).isZero();

        assertThat(Files.readString(winnow.file("out/results.csv")))
                .isEqualTo("a,b,CLASSIFICATION\n" + Files.readString(run.file("results.log")));
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new GZIPInputStream(Files.newInputStream(winnow.file("out/results.tgz"))))) {
            List<String> names = new ArrayList<>();
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                names.add(entry.getName());
            }
            assertThat(names)
                    .containsExactlyInAnyOrder(
                            "results.log", "results.index", "rejects.csv", "job.json", "report.html");
        }
    }

    @Test
    void resultsThatAreThere_areNotWrittenOver() throws IOException {
        TestCluster.Run run = cluster.run("--rows", "10");
        byte[] before = Files.readAllBytes(run.file("results.log"));
        String id = run.verdict().get("id").asText();

        assertRefused(winnow.run("receive", "--job", id), id);
        assertThat(run.file("results.log")).hasBinaryContent(before);

        assertThat(winnow.run("classify", "--rows", "1", "once.log").exitCode()).isZero();
        assertRefused(winnow.run("classify", "--rows", "1", "once.log"), "once.");
    }

    @Test
    void verdict_isReadByPeopleToo() {
        BinWinnow.Result run = winnow.run("run", "--rows", "1234");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .containsPattern("rows in +1,234\n")
                .containsPattern("missing +0\n")
                .containsPattern("sha256 [0-9a-f]{64}");
    }

    @Test
    void status_showsTheClusterAndItsJobs() throws IOException {
        String id = cluster.run("--rows", "10").verdict().get("id").asText();
        assertThat(winnow.run("status").out())
                .contains("2 of 2 ready: instance-1, instance-2")
                .containsPattern(id + " +DONE +10 rows, 0 rejected");

        BinWinnow.Result json = winnow.run("status", "--output", "json");
        JsonNode status = Json.read(json.out().getBytes(StandardCharsets.UTF_8), JsonNode.class);
        assertThat(status.get("cluster").get("instances")).hasSize(2);
        assertThat(status.get("jobs").findValuesAsText("id")).contains(id);
    }

    @Test
    void up_twiceChangesNothing() throws IOException {
        String urls = Files.readString(winnow.file("urls.txt"));
        assertThat(winnow.run("up", "--no-hub").exitCode()).isZero();
        assertThat(winnow.file("urls.txt")).hasContent(urls);
    }

    @Test
    void aTakenPort_isNamedWithTheWayOut() throws IOException {
        Path other = Files.createDirectories(folder.resolve("other"));
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            assertRefused(new BinWinnow(other).run("up", "--broker-port", port), port, "--broker-port");
        }
    }

    @Test
    void withoutACluster_theWayToOneIsShown() throws IOException {
        Path other = Files.createDirectories(folder.resolve("none"));
        BinWinnow.Result run = new BinWinnow(other).run("run", "--rows", "1");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.sentence()).contains("no cluster is running").contains("make up");
        assertThat(new BinWinnow(other).run("down").exitCode()).isZero();
    }
}
