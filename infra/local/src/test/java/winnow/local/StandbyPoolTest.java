package winnow.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import winnow.protocol.kafka.Json;

/** Real processes that wait, and what they promise to whoever has them run a program. */
@Timeout(120)
final class StandbyPoolTest {
    private static final String ARCHIVE = "winnow.archive";

    @TempDir
    Path home;

    private final List<ProcessRecord> hired = new ArrayList<>();
    private StandbyPool pool;

    @BeforeEach
    void build() throws IOException {
        System.setProperty(ARCHIVE, Files.createFile(home.resolve("archive")).toString());
        pool = new StandbyPool(home, command());
    }

    @AfterEach
    void leaveNothing() {
        System.clearProperty(ARCHIVE);
        StandbyFolder.in(home).stopFree();
        ProcessRecord.stop(hired, Duration.ZERO);
    }

    private JavaCommand command() {
        return JavaCommand.of(32, StandInStandby.class.getName(), home.toString())
                .forOneThread();
    }

    private HiredStandby hire() {
        HiredStandby standby = pool.hire().orElseThrow();
        hired.add(standby.process());
        return standby;
    }

    private static int exitCode(CompletableFuture<Integer> exit) throws Exception {
        return exit.get(60, TimeUnit.SECONDS);
    }

    private Path log() {
        return home.resolve("program.log");
    }

    private List<Long> free() {
        return StandbyFolder.in(home).free().stream()
                .map(standby -> standby.process().pid())
                .toList();
    }

    /** It is not our child: whoever is its parent may take its time to notice that it has ended. */
    private static void awaitEnd(ProcessRecord process) {
        while (process.alive()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void hire_isEmptyWhereNobodyWaits() {
        assertThat(pool.hire()).isEmpty();
    }

    @Test
    void run_givesTheProcessBackAfterAProgramThatEndedWell() throws Exception {
        pool.keep(1);
        HiredStandby first = hire();
        assertThat(pool.hire()).as("it is the only one").isEmpty();
        List<String> order = new ArrayList<>();
        CompletableFuture<Integer> exit = first.run(List.of("say", "a b"), log(), () -> order.add("ended"));
        assertThat(exitCode(exit.whenComplete((code, e) -> order.add("free " + free()))))
                .isZero();
        long pid = first.process().pid();
        assertThat(order).containsExactly("ended", "free [" + pid + "]");

        HiredStandby second = hire();
        assertThat(second.process()).isEqualTo(first.process());
        assertThat(exitCode(second.run(List.of("say", "more"), log(), () -> {})))
                .isZero();
        assertThat(Files.readString(log()))
                .matches("--- started .*\ntold \\[say, a b]\nprocess " + pid
                        + "\n--- started .*\ntold \\[say, more]\nprocess " + pid + "\n");
    }

    @Test
    void run_endsTheProcessWithAProgramThatFailed() throws Exception {
        pool.keep(1);
        HiredStandby standby = hire();
        boolean[] well = new boolean[1];
        assertThat(exitCode(standby.run(List.of("fail"), log(), () -> well[0] = true)))
                .isEqualTo(3);
        awaitEnd(standby.process());
        assertThat(well[0]).isFalse();
        assertThat(pool.hire()).isEmpty();
    }

    /** As on a full disk: the program has ended all the same, and its process is not given to another. */
    @Test
    void run_endsTheProcessWhoseEndCannotBeNoted() throws Exception {
        pool.keep(1);
        HiredStandby standby = hire();
        assertThat(exitCode(standby.run(List.of("say", "done"), log(), () -> {
                    throw new IllegalStateException("no room");
                })))
                .isZero();
        awaitEnd(standby.process());
        assertThat(pool.hire()).isEmpty();
    }

    @Test
    void run_tellsAProgramThatWasKilledFromOneThatWasToldToStop() throws Exception {
        pool.keep(2);
        HiredStandby killed = hire();
        HiredStandby told = hire();
        CompletableFuture<Integer> first = killed.run(List.of("stay"), home.resolve("first.log"), () -> {});
        CompletableFuture<Integer> second = told.run(List.of("stay"), home.resolve("second.log"), () -> {});
        awaitLine("first.log", "process");
        awaitLine("second.log", "process");
        ProcessHandle.of(killed.process().pid()).orElseThrow().destroyForcibly();
        ProcessHandle.of(told.process().pid()).orElseThrow().destroy();
        assertThat(exitCode(first)).isEqualTo(128 + 9);
        assertThat(exitCode(second)).isEqualTo(128 + 15);
        awaitEnd(told.process());
        awaitEnd(killed.process());
        while (ProcessHandle.of(killed.process().pid()).isPresent()) {
            Thread.onSpinWait(); // its parent has yet to notice
        }
        assertThat(free()).isEmpty();
        assertThat(StandbyFolder.in(home).socket(killed.process().pid()))
                .as("left by the killed one")
                .doesNotExist();
    }

    private void awaitLine(String log, String start) throws IOException {
        Path file = home.resolve(log);
        while (!Files.exists(file) || Files.readAllLines(file).stream().noneMatch(line -> line.startsWith(start))) {
            Thread.onSpinWait();
        }
    }

    /** Whoever hired it was killed: the program goes on to its end, and nobody sees how it ended. */
    @Test
    void run_endsTheProcessWhenNobodyIsThereToSeeTheEnd() throws Exception {
        pool.keep(1);
        Standby standby = StandbyFolder.in(home).free().get(0);
        hired.add(standby.process());
        try (StandbyLine line = listening(standby)) {
            assertThat(line.read()).isEqualTo(StandbyLine.HERE);
            Assignment assignment = new Assignment(standby, List.of("say"), log().toString());
            line.write(new String(Json.write(assignment), UTF_8));
        }
        awaitEnd(standby.process());
        assertThat(Files.readString(log())).startsWith("told [say]");
    }

    private StandbyLine listening(Standby standby) {
        while (true) {
            try {
                return StandbyLine.to(
                        StandbyFolder.in(home).socket(standby.process().pid()));
            } catch (IOException e) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void hire_passesOverOneThatDoesNotAnswerAndIsNotCalledBackLater() throws Exception {
        pool.keep(2);
        List<Standby> both = StandbyFolder.in(home).free();
        both.forEach(standby -> hired.add(standby.process()));
        try (StandbyLine line = listening(both.get(0))) {
            assertThat(line.read()).isEqualTo(StandbyLine.HERE);
        }
        signal("STOP", both.get(0));
        assertThat(hire().process()).isEqualTo(both.get(1).process());
        signal("CONT", both.get(0));
        awaitEnd(both.get(0).process());
    }

    private static void signal(String name, Standby standby) throws Exception {
        Process kill = new ProcessBuilder(
                        "kill", "-" + name, Long.toString(standby.process().pid()))
                .start();
        assertThat(kill.waitFor()).isZero();
    }

    @Test
    void keep_startsWhatIsMissingAndEndsWhatIsOfAnotherBuild() throws Exception {
        pool.keep(2);
        List<Long> two = free();
        assertThat(two).hasSize(2);
        pool.keep(2);
        assertThat(free()).isEqualTo(two);

        List<Standby> old = StandbyFolder.in(home).free();
        assertThat(Path.of(System.getProperty(ARCHIVE)).toFile().setLastModified(1_000_000))
                .isTrue();
        StandbyPool next = new StandbyPool(home, command());
        assertThat(next.hire()).as("those run another build").isEmpty();
        next.keep(1);
        old.forEach(standby -> awaitEnd(standby.process()));
        assertThat(free()).hasSize(1).doesNotContainAnyElementsOf(two);
    }

    @Test
    void keep_doesNothingWhereASocketCannotLie() throws Exception {
        Path deep = home.resolve("a".repeat(100));
        StandbyPool nowhere = new StandbyPool(deep, command());
        nowhere.keep(1);
        assertThat(nowhere.hire()).isEmpty();
        assertThat(deep).doesNotExist();
    }

    @Test
    void fits_onlyWhatWouldBeStartedInTheSameWay() {
        assertThat(pool.fits(JavaCommand.of(32, StandInStandby.class.getName(), "other", "arguments")
                        .forOneThread()))
                .isTrue();
        assertThat(pool.fits(JavaCommand.of(33, StandInStandby.class.getName(), home.toString())
                        .forOneThread()))
                .as("more memory")
                .isFalse();
        System.clearProperty(ARCHIVE);
        assertThat(pool.fits(command())).as("no build to tell it by").isFalse();
    }

    @Test
    void folder_isItsOwnersAlone() throws Exception {
        pool.keep(1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("standby"))))
                .isEqualTo("rwx------");
    }

    @Test
    void stopFree_leavesNothing() throws Exception {
        pool.keep(2);
        List<Standby> both = StandbyFolder.in(home).free();
        StandbyFolder.in(home).stopFree();
        assertThat(both).noneMatch(standby -> standby.process().alive());
        try (Stream<Path> left = Files.list(home.resolve("standby"))) {
            assertThat(left).isEmpty();
        }
    }
}
