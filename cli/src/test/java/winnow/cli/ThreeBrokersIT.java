package winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import winnow.protocol.kafka.Json;

/** Each of three brokers dies in the middle of a job and is started again, and the bytes stay the same. */
class ThreeBrokersIT {
    private static final WaitingJob JOB = WaitingJob.of(60_000);

    private static final Pattern LACKS =
            Pattern.compile("^mend +replicas +[0-9]+ of [0-9]+ partitions are not in sync on broker 3:");

    @TempDir
    private Path folder;

    @Test
    void sameBytesWhicheverBrokerDies() throws IOException {
        BinWinnow winnow = new BinWinnow(folder);
        Path oracle = JOB.oracle(winnow);

        try (TestCluster cluster = new TestCluster(winnow, 2, 3)) {
            for (String broker : new String[] {"broker", "broker-2", "broker-3"}) {
                CompletableFuture<TestCluster.Run> running =
                        CompletableFuture.supplyAsync(() -> cluster.run(JOB.arguments()));
                cluster.awaitMoreReceived(0);
                assertThat(running).as("the job when " + broker + " dies").isNotDone();
                kill(winnow, broker);
                assertThat(winnow.run("status").out())
                        .contains("2 of 3 alive", "dead       " + broker + ": 'make up' starts them again");
                if (broker.equals("broker-3")) {
                    Await.that(
                            "the doctor misses its replicas",
                            Duration.ofMinutes(2),
                            () -> winnow.run("doctor", "--window", "1MiB")
                                    .out()
                                    .lines()
                                    .anyMatch(LACKS.asPredicate()));
                }
                cluster.up();
                assertThat(winnow.run("status").out()).contains("3 of 3 alive").doesNotContain("dead");

                TestCluster.Run run = running.join();
                assertThat(run.file("results.log")).hasSameBinaryContentAs(oracle);
                assertThat(run.total("missing")).isZero();
            }
        }
    }

    private static void kill(BinWinnow winnow, String broker) throws IOException {
        String number = broker.equals("broker") ? "1" : broker.replaceFirst("broker-", "");
        JsonNode cluster = Json.read(Files.readAllBytes(winnow.home().resolve("cluster.json")), JsonNode.class);
        long pid = cluster.get("brokers").get(number).get("pid").asLong();
        ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }
}
