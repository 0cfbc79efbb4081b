package winnow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import winnow.cli.run.JobFolder;
import winnow.cli.status.JobStatus;
import winnow.local.ProcessRecord;
import winnow.protocol.job.JobId;
import winnow.protocol.job.JobRecord;
import winnow.protocol.kafka.ClientSettings;
import winnow.protocol.kafka.CompactedTopic;
import winnow.protocol.kafka.Json;
import winnow.protocol.kafka.Topics;
import winnow.protocol.member.Member;

/** A job that {@code winnow run} was told to do, watched as {@code winnow status} sees it, and not by its say. */
final class TestJob {
    static final Path NO_INPUT = Path.of("/dev/null");

    private static final Duration DEADLINE = Duration.ofMinutes(3);

    private final BinWinnow winnow;
    private final ClientSettings settings;
    private final RunningCommand run;
    private final JobId id;

    private TestJob(BinWinnow winnow, ClientSettings settings, RunningCommand run, JobId id) {
        this.winnow = winnow;
        this.settings = settings;
        this.run = run;
        this.id = id;
    }

    /** Starts it, and returns when it is there. */
    static TestJob start(BinWinnow winnow, TestCluster cluster, String... arguments) {
        return startWith(NO_INPUT, winnow, cluster, arguments);
    }

    static TestJob startWith(Path input, BinWinnow winnow, TestCluster cluster, String... arguments) {
        return start(input, winnow, ClientSettings.of(cluster.bootstrap()), arguments);
    }

    /** @param settings of somebody who may follow jobs */
    static TestJob start(BinWinnow winnow, ClientSettings settings, String... arguments) {
        return start(NO_INPUT, winnow, settings, arguments);
    }

    /** It says every ten seconds how far it is. */
    static TestJob startTalking(BinWinnow winnow, TestCluster cluster, String... arguments) {
        return start(NO_INPUT, winnow, ClientSettings.of(cluster.bootstrap()), List.of("run"), arguments);
    }

    private static TestJob start(Path input, BinWinnow winnow, ClientSettings settings, String... arguments) {
        return start(input, winnow, settings, List.of("run", "--quiet"), arguments);
    }

    private static TestJob start(
            Path input, BinWinnow winnow, ClientSettings settings, List<String> command, String... arguments) {
        Set<String> before = folders(winnow);
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(arguments));
        RunningCommand run = winnow.startWith(input, all.toArray(String[]::new));
        String made = Await.value("a new job", DEADLINE, () -> {
            assertThat(run.alive()).as(run.said()).isTrue();
            return folders(winnow).stream()
                    .filter(folder -> !before.contains(folder))
                    .findFirst();
        });
        return new TestJob(winnow, settings, run, new JobId(made));
    }

    /** Those of jobs that were made: standard input may be kept before. */
    private static Set<String> folders(BinWinnow winnow) {
        Path jobs = winnow.home().resolve("jobs");
        if (!Files.isDirectory(jobs)) {
            return Set.of();
        }
        try (Stream<Path> folders = Files.list(jobs)) {
            return folders.filter(folder -> Files.exists(folder.resolve("spec.json")))
                    .map(folder -> folder.getFileName().toString())
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JobId id() {
        return id;
    }

    RunningCommand run() {
        return run;
    }

    Path file(String name) {
        return folder().resolve(name);
    }

    private Path folder() {
        return winnow.home().resolve("jobs").resolve(id.text());
    }

    BinWinnow.Result resume() {
        return winnow.run("resume", "--quiet", id.text());
    }

    /** The number of its {@code send} or {@code receive} process, once that was started. */
    long pid(String program) {
        return Await.value(program + " was started", DEADLINE, () -> {
            Path file = file("programs.json");
            return Files.exists(file)
                    ? Optional.ofNullable(json(file).get("programs").get(program))
                            .map(process -> process.get("pid").asLong())
                    : Optional.empty();
        });
    }

    /** One that has ended well may have left its process to another. */
    private boolean isAtWork(String program) {
        ProcessRecord process = new JobFolder(folder()).programsAtWork().get(program);
        return process != null && process.alive();
    }

    private static JsonNode json(Path file) {
        try {
            return Json.read(Files.readAllBytes(file), JsonNode.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a member of this name has said last; it must be there. */
    Member member(String name) {
        return Optional.ofNullable(members().get(name)).orElseThrow();
    }

    private Map<String, Member> members() {
        return new CompactedTopic<>(settings, Topics.MEMBERS, Member.class).read();
    }

    /** The job as Kafka knows it; empty before it was announced. */
    private Optional<JobRecord> announced() {
        return Optional.ofNullable(new CompactedTopic<>(settings, Topics.JOBS, JobRecord.class)
                .read()
                .get(id.text()));
    }

    JobRecord record() {
        return announced().orElseThrow();
    }

    /** What {@code winnow status} would show, without starting it each time. */
    JobStatus status() {
        return JobStatus.of(record(), members().values());
    }

    /** What {@code winnow status} does show. */
    String statedState() {
        try {
            BinWinnow.Result status = winnow.run("status", "--output", "json");
            JsonNode jobs = Json.read(status.out().getBytes(StandardCharsets.UTF_8), JsonNode.class)
                    .get("jobs");
            for (JsonNode job : jobs) {
                if (job.get("id").asText().equals(id.text())) {
                    return job.get("state").asText();
                }
            }
            throw new AssertionError("status does not know job " + id + ": " + status.out());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @return rows received, once they are more than before */
    long awaitMoreReceived(long before) {
        return await("more than " + before + " rows received", job -> job.received() > before)
                .received();
    }

    void awaitSending() {
        await("some rows sent", job -> job.sent() > 0);
    }

    private JobStatus await(String what, Predicate<JobStatus> condition) {
        return Await.value(what, DEADLINE, () -> {
            boolean alive = run.alive();
            Optional<JobStatus> seen = announced()
                    .map(record -> JobStatus.of(record, members().values()))
                    .filter(condition);
            assertThat(alive || seen.isPresent())
                    .as("still at work: %s", run.said())
                    .isTrue();
            return seen;
        });
    }

    /** That the command has succeeded, and that the results are these, byte for byte. */
    void assertDone(BinWinnow.Result result, Path oracle) {
        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
        assertThat(file("results.log")).hasSameBinaryContentAs(oracle);
        assertThat(result.out()).contains("job " + id + " is done").containsPattern("missing +0\n");
    }

    /** That the job stands still: said so, with the way on, and nobody works on it. */
    void assertStopped(BinWinnow.Result result, int exitCode) {
        assertThat(result.exitCode()).as(result.out() + result.err()).isEqualTo(exitCode);
        assertThat(result.sentence())
                .startsWith("winnow: job " + id + " is stopped: ")
                .contains("'winnow resume " + id + "' finishes it");
        assertThat(Files.exists(file("results.log"))).as("complete").isFalse();
        assertThat(isAtWork("receive")).as("receiver").isFalse();
        assertThat(isAtWork("send")).as("sender").isFalse();
    }
}
