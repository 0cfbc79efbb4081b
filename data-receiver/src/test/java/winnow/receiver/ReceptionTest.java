package winnow.receiver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import winnow.metrics.JobMeter;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;
import winnow.protocol.frame.Frame;
import winnow.protocol.frame.Manifest;
import winnow.protocol.frame.ResultsFrame;
import winnow.protocol.frame.RowsFrame;
import winnow.protocol.job.CsvFormat;
import winnow.protocol.job.CutRule;
import winnow.protocol.job.JobInput;
import winnow.protocol.job.JobSpec;
import winnow.protocol.job.ModelSpec;
import winnow.protocol.job.RejectLimit;
import winnow.protocol.member.Progress;
import winnow.receiver.log.ResultsFiles;
import winnow.receiver.log.ResultsLog;
import winnow.receiver.order.LostFrameException;
import winnow.receiver.tally.Tally;

/** The loop over Kafka's own consumer for tests, with real files. */
class ReceptionTest {
    private static final String TOPIC = "winnow.results.20261123-092410-123k7";
    private static final int PARTITIONS = 3;
    private static final byte[] NOTHING = {};

    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong();
    private final long[] ends = new long[PARTITIONS];
    private MockConsumer<byte[], Frame> consumer = new MockConsumer<>("none");
    private RejectLimit maxRejects = RejectLimit.ANY;
    private int loops;
    private final TestStanding standing = new TestStanding(() ->
            assertThat(++loops).as("rounds of a loop that should have ended").isLessThan(1000));
    private FrameSearch.Found found = new FrameSearch.Found(false, "chunk 0 was not sent yet");
    private int looks;
    private final List<Long> deletedBefore = new ArrayList<>();

    @BeforeEach
    void everyPartitionBeginsAtOffsetZero() {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            consumer.updateBeginningOffsets(Map.of(partition(partition), 0L));
        }
    }

    @Test
    void run_appendsFramesInOrderAndEndsAtTheManifest() throws Exception {
        arrive(results(2), results(1));
        arrive(results(0));
        arrive(results(4), manifest(5), results(3));
        try (ResultsLog log = log()) {
            Reception reception = reception(log);
            assertThat(reception.run().number()).isEqualTo(5);
            assertThat(reception.progress()).isEqualTo(Progress.of(10, 5));
            log.complete();
        }
        assertThat(folder.resolve("results.log"))
                .content()
                .isEqualTo("row of 0\nrow of 1\nrow of 2\nrow of 3\nrow of 4\n");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void run_appendsEachFrameOnceForAnyArrival(long seed) throws Exception {
        Random random = new Random(seed);
        int chunks = 40;
        List<List<Frame>> partitions = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            List<Frame> frames = new ArrayList<>();
            for (int number = partition; number < chunks; number += PARTITIONS) {
                frames.add(results(number));
                if (random.nextInt(4) == 0) {
                    frames.add(results(Math.max(partition, number - PARTITIONS))); // an instance went back
                    frames.add(results(number));
                }
            }
            partitions.add(frames);
        }
        partitions.get(chunks % PARTITIONS).add(manifest(chunks));
        int duplicates = partitions.stream().mapToInt(List::size).sum() - chunks - 1;
        consumer.setMaxPollRecords(1 + random.nextInt(5));
        while (partitions.stream().anyMatch(frames -> !frames.isEmpty())) {
            List<Frame> some = new ArrayList<>();
            List<Frame> from = partitions.get(random.nextInt(PARTITIONS));
            for (int i = random.nextInt(12); i > 0 && !from.isEmpty(); i--) {
                some.add(from.remove(0));
            }
            arrive(some.toArray(Frame[]::new));
        }

        StringBuilder expected = new StringBuilder();
        for (int number = 0; number < chunks; number++) {
            expected.append("row of ").append(number).append('\n');
        }
        try (ResultsLog log = log()) {
            Reception reception = reception(log);
            reception.run();
            assertThat(reception.duplicates().count()).as("seed %d", seed).isLessThanOrEqualTo(duplicates);
            log.complete();
        }
        assertThat(folder.resolve("results.log")).as("seed %d", seed).content().isEqualTo(expected.toString());
    }

    @Test
    void run_pollsNothingMoreFromAPartitionThatMustWait() {
        consumer.setMaxPollRecords(4);
        Frame[] many = new Frame[100];
        for (int i = 0; i < many.length; i++) {
            many[i] = results(1 + 3L * i);
        }
        arrive(many);
        for (int i = 0; i < 20; i++) {
            arrive();
        }
        consumer.schedulePollTask(() -> {
            assertThat(consumer.paused()).containsExactly(partition(1));
            assertThat(consumer.position(partition(1))).isEqualTo(4);
            consumer.wakeup();
        });
        try (ResultsLog log = log()) {
            assertThat(stopOf(log).exitCode()).isEqualTo(ExitCode.INTERRUPTED);
        }
    }

    @Test
    void run_commitsTheOffsetsOfTheFirstFramesThatAreNotSafe() {
        arrive(results(0), results(3), results(2), results(5)); // 1 is still to come
        arrive();
        interrupt();
        try (ResultsLog log = log()) {
            assertThat(stopOf(log).exitCode()).isEqualTo(ExitCode.INTERRUPTED);
            assertThat(log.safe().next()).isEqualTo(1);
        }
        assertThat(committed(0)).isEqualTo(new OffsetAndMetadata(1, "1"));
        assertThat(committed(1)).isEqualTo(new OffsetAndMetadata(0, "1"));
        assertThat(committed(2)).isEqualTo(new OffsetAndMetadata(0, "1"));
        assertThat(deletedBefore).containsExactly(1L);
    }

    @Test
    void run_syncsTwiceASecondWhileFramesCome() {
        List<Long> safe = new ArrayList<>();
        try (ResultsLog log = log()) {
            for (int number = 0; number < 6; number++) {
                Frame frame = results(number);
                consumer.schedulePollTask(() -> {
                    safe.add(log.safe().next());
                    nanos.addAndGet(200_000_000);
                    add(frame);
                });
            }
            interrupt();
            stopOf(log);
            assertThat(safe).containsExactly(0L, 0L, 0L, 3L, 3L, 3L);
            assertThat(log.safe().next()).as("a stop syncs").isEqualTo(6);
        }
    }

    @Test
    void run_goesOnAtTheCommittedOffsetsAfterARestart() throws Exception {
        arrive(results(0), results(1), results(2), results(3));
        arrive();
        interrupt();
        try (ResultsLog log = log()) {
            stopOf(log);
        }
        consumer = consumerWithCommitted(Map.of(
                partition(0), committed(0),
                partition(1), committed(1),
                partition(2), committed(2)));
        everyPartitionBeginsAtOffsetZero();
        consumer.schedulePollTask(
                () -> assertThat(consumer.position(partition(0))).isEqualTo(2));
        arrive(results(4), manifest(5));
        try (ResultsLog log = log()) {
            Reception reception = reception(log);
            reception.run();
            log.complete();
            assertThat(reception.tally(folder.resolve("results.log")).labels())
                    .isEqualTo(Map.of("0", 1L, "1", 1L, "2", 1L, "3", 1L, "4", 1L));
        }
        assertThat(Files.readString(folder.resolve("results.log"))).endsWith("row of 3\nrow of 4\n");
    }

    /** The mark decides: offsets that were committed by a receiver with a longer log are of no use. */
    @Test
    void run_readsFromTheBeginningWhenTheLogIsBehindTheOffsets() {
        consumer = consumerWithCommitted(Map.of(partition(2), new OffsetAndMetadata(1, "3")));
        everyPartitionBeginsAtOffsetZero();
        consumer.schedulePollTask(
                () -> assertThat(consumer.position(partition(2))).isZero());
        arrive(results(0), results(1), results(2), manifest(3));
        try (ResultsLog log = log()) {
            assertThat(reception(log).run().number()).isEqualTo(3);
        }
    }

    @Test
    void run_goesOnWhenOffsetsCannotBeCommitted() {
        consumer = new MockConsumer<>("none") {
            @Override
            public synchronized void commitSync(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
                throw new TimeoutException("the broker is away");
            }
        };
        everyPartitionBeginsAtOffsetZero();
        arrive(results(0));
        arrive();
        arrive(manifest(1));
        try (ResultsLog log = log()) {
            assertThat(reception(log).run().number()).isEqualTo(1);
        }
        assertThat(deletedBefore).as("a restart would read them again").isEmpty();
    }

    @Test
    void run_namesPlaceAndChunkOfACorruptFrame() {
        ResultsFrame good = results(1);
        arrive(results(0));
        arrive(new ResultsFrame(
                1, 1, 2, good.rows(), good.rejected(), "row of x\n".getBytes(UTF_8), NOTHING, good.crc32c()));
        try (ResultsLog log = log()) {
            assertThat(lossOf(log))
                    .hasMessageContaining("chunk 1 has CRC32C")
                    .hasMessageContaining("partition 1, offset 0")
                    .hasMessageContaining(TOPIC);
        }
    }

    @Test
    void run_namesTheChunkThatIsMissing() {
        arrive(results(0), results(2));
        arrive(results(4));
        try (ResultsLog log = log()) {
            assertThat(lossOf(log)).hasMessageContaining("chunk 1 is missing");
        }
    }

    @Test
    void run_refusesRowsThatWereNotClassified() {
        arrive(RowsFrame.seal(0, 0, 1, 2, 10, 1, 0, "row\n".getBytes(UTF_8), NOTHING));
        try (ResultsLog log = log()) {
            assertThat(lossOf(log))
                    .hasMessageContaining("chunk 0 in partition 0")
                    .hasMessageContaining("offset 0");
        }
    }

    @Test
    void run_alarmsWhenFramesAreGone() {
        arrive(results(0));
        consumer.schedulePollTask(
                () -> consumer.setPollException(new OffsetOutOfRangeException(Map.of(partition(0), 1L))));
        try (ResultsLog log = log()) {
            assertThat(lossOf(log)).hasMessageContaining("frames are gone from the topic " + TOPIC);
        }
    }

    /** The guard of the input's digest at the end of the way. */
    @Test
    void run_refusesAFrameOfAnotherInput() {
        arrive(results(0), ResultsFrame.seal(1, 17, 18, 1, 0, "row\n".getBytes(UTF_8), NOTHING));
        try (ResultsLog log = log()) {
            assertThat(lossOf(log)).hasMessageContaining("chunk 1").hasMessageContaining("is of another input");
            assertThat(log.safe().next()).as("what came before is safe").isEqualTo(1);
        }
        consumer = new MockConsumer<>("none");
        Arrays.fill(ends, 0);
        everyPartitionBeginsAtOffsetZero();
        arrive(Manifest.seal(1, 17, 2, 0, 100, "ab"));
        try (ResultsLog log = log()) {
            assertThat(lossOf(log)).hasMessageContaining("chunk 1").hasMessageContaining("is of another input");
        }
    }

    @Test
    void run_countsFramesThatCameAgainWithOtherBytes() {
        ResultsFrame other =
                ResultsFrame.seal(0, 0, 1, 2, 1, "row of x\n".getBytes(UTF_8), "reject of x\r\n".getBytes(UTF_8));
        arrive(results(0), results(0), other, results(1));
        arrive(other, results(2), manifest(3));
        try (ResultsLog log = log()) {
            Reception reception = reception(log);
            reception.run();
            assertThat(reception.duplicates().count()).isEqualTo(3);
            assertThat(reception.duplicates().conflicts()).isEqualTo(2);
            log.complete();
        }
        assertThat(folder.resolve("results.log")).content().isEqualTo("row of 0\nrow of 1\nrow of 2\n");
    }

    @Test
    void run_looksForAFrameThatDoesNotCome() {
        arrive(results(0), results(2));
        for (int i = 0; i < 8; i++) {
            consumer.schedulePollTask(() -> nanos.addAndGet(4_000_000_000L));
        }
        arrive(results(1), manifest(3));
        try (ResultsLog log = log()) {
            Reception reception = reception(log);
            standing.ensureAtWork = () -> {
                if (looks == 2) {
                    assertThat(reception.progress().waiting()).isEqualTo("chunk 0 was not sent yet");
                }
            };
            reception.run();
            assertThat(looks).isBetween(2, 8);
        }
    }

    @Test
    void run_alarmsForAFrameThatIsLostAtTwoLooks() {
        found = new FrameSearch.Found(true, "chunk 1 (partition 1) is lost");
        arrive(results(0), results(2));
        for (int i = 0; i < 8; i++) {
            consumer.schedulePollTask(() -> nanos.addAndGet(4_000_000_000L));
        }
        try (ResultsLog log = log()) {
            assertThat(lossOf(log)).hasMessage("chunk 1 (partition 1) is lost");
            assertThat(looks).isEqualTo(2);
            assertThat(nanos.get()).as("well within 30 s").isLessThan(20_000_000_000L);
            assertThat(log.safe().next()).isEqualTo(1);
        }
    }

    /** A disk that is full for as long as it is, at any write: cut back, told, and gone on with by itself. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void run_goesOnByItselfWhenThereIsRoomAgain(int attempts) throws Exception {
        FullDisk disk = new FullDisk();
        disk.full = true;
        int[] pauses = {0};
        Frame[] all = {results(0), results(2), results(1), manifest(3)};
        standing.whilePaused = () -> {
            disk.full = ++pauses[0] < attempts;
            if (!disk.full) {
                Arrays.fill(ends, 0); // what the topic has is read again from the mark on
                arrive(all);
            }
        };
        arrive(all);
        ResultsFiles files = ResultsFiles.in(folder);
        try (ResultsLog log = ResultsLog.recover(files, disk)) {
            Reception reception = reception(log);
            reception.run();
            log.complete();
            assertThat(reception.tally(folder.resolve("results.log")).labels())
                    .as("each counted once, also those that were cut off")
                    .isEqualTo(Map.of("0", 1L, "1", 1L, "2", 1L));
        }
        assertThat(pauses[0]).isEqualTo(attempts);
        assertThat(standing.told).hasSize(2).last().isEqualTo("room again");
        assertThat(standing.told.get(0)).contains("no room").contains("goes on by itself");
        assertThat(folder.resolve("results.log")).content().isEqualTo("row of 0\nrow of 1\nrow of 2\n");
    }

    @Test
    void run_canBeStoppedWhileTheDiskIsFull() {
        FullDisk disk = new FullDisk();
        disk.full = true;
        standing.stopWhilePaused = true;
        arrive(results(0));
        arrive();
        try (ResultsLog log = ResultsLog.recover(ResultsFiles.in(folder), disk)) {
            assertThat(stopOf(log).exitCode()).isEqualTo(ExitCode.INTERRUPTED);
        }
    }

    @Test
    void run_saysWhatKafkaSays() {
        consumer.schedulePollTask(() -> consumer.setPollException(new KafkaException("not allowed")));
        try (ResultsLog log = log()) {
            assertThat(stopOf(log)).hasMessageContaining("cannot read the topic " + TOPIC + ": not allowed");
        }
    }

    @Test
    void run_refusesAManifestThatCountsOtherRows() {
        arrive(results(0), Manifest.seal(1, 1, 3, 0, 100, "ab"));
        try (ResultsLog log = log()) {
            assertThat(lossOf(log))
                    .hasMessageContaining("the input has 3 rows")
                    .hasMessageContaining("2 rows came back");
        }
    }

    @Test
    void run_endsAtOnceWithMoreRejectsThanANumberAllows() {
        maxRejects = new RejectLimit("1");
        arrive(results(0), results(1));
        try (ResultsLog log = log()) {
            StopException stop = stopOf(log);
            assertThat(stop.exitCode()).isEqualTo(ExitCode.TOO_MANY_REJECTS);
            assertThat(stop)
                    .hasMessageContaining("2 of 4 rows so far were rejected")
                    .hasMessageContaining("at most 1 ");
            assertThat(stop)
                    .hasMessageContaining(folder.resolve("rejects.csv.part").toString());
        }
        assertThat(folder.resolve("rejects.csv.part")).content().endsWith("reject of 0\r\nreject of 1\r\n");
        assertThat(folder.resolve("rejects.csv")).doesNotExist();
    }

    @Test
    void run_endsAtTheManifestWithMoreRejectsThanAShareAllows() {
        maxRejects = new RejectLimit("49.9%");
        arrive(results(0), results(1), manifest(2));
        try (ResultsLog log = log()) {
            assertThat(stopOf(log).exitCode()).isEqualTo(ExitCode.TOO_MANY_REJECTS);
        }
        assertThat(folder.resolve("results.log.part")).exists();
    }

    @Test
    void run_countsWhatAFrameBringsInsteadOfBelievingIt() {
        byte[] reject = "7,7,70,RAGGED,\"\",\"a\nb\",\"x\"\r\n".getBytes(UTF_8);
        Map<String, String> sentences = Map.of(
                "row of 1\n", "brings 1 results and 1 rejects where it names 2 and 1",
                "row of 1\nrow of 1\nrow of 1\n", "brings 3 results and 1 rejects where it names 2 and 1",
                "row of 1\nrow", "brings half of one of its results and 1 rejects where it names 2 and 1");
        assertThat(new CountedLines(',').in("row of 1\n\"two\nlines\"\n".getBytes(UTF_8)))
                .isEqualTo(2);
        sentences.forEach((lines, sentence) -> {
            consumer = new MockConsumer<>("none");
            everyPartitionBeginsAtOffsetZero();
            Arrays.fill(ends, 0);
            arrive(results(0), ResultsFrame.seal(1, 1, 2, 3, 1, lines.getBytes(UTF_8), reject), manifest(2));
            try (ResultsLog log = log()) {
                LostFrameException loss = lossOf(log);
                assertThat(loss).hasMessageContaining(sentence);
            }
        });
    }

    @Test
    void run_endsWhenSomebodyElseHasEndedTheJob() {
        standing.ensureAtWork = () -> {
            throw ExitCode.FAILED.because("job 1 has failed: no such classifier");
        };
        try (ResultsLog log = log()) {
            assertThat(stopOf(log)).hasMessageContaining("no such classifier");
        }
    }

    private StopException stopOf(ResultsLog log) {
        return catchThrowableOfType(StopException.class, () -> reception(log).run());
    }

    private LostFrameException lossOf(ResultsLog log) {
        return catchThrowableOfType(
                LostFrameException.class, () -> reception(log).run());
    }

    private ResultsLog log() {
        return ResultsLog.recover(ResultsFiles.in(folder));
    }

    private Reception reception(ResultsLog log) {
        ResultsTopic topic = new ResultsTopic(consumer, TOPIC, PARTITIONS);
        FrameSearch search = (frame, at) -> {
            looks++;
            return found;
        };
        SafeFrames deletion = (next, offsets) -> deletedBefore.add(next);
        return new Reception(topic, job(), log, standing, search, deletion, nanos::get, new JobMeter());
    }

    /** A line of results is {@code row of 17}, and 17 its label. */
    private JobSpec job() {
        return new JobSpec(
                new JobInput.Generated(1, 1),
                new CsvFormat(' ', false, List.of("row", "of")),
                CutRule.DEFAULT,
                ModelSpec.of("any", Map.of()),
                maxRejects,
                JobSpec.DEFAULT_TIME_LIMIT,
                PARTITIONS,
                List.of(Tally.LABEL),
                null);
    }

    /** At the next poll these frames are in the topic. */
    private void arrive(Frame... frames) {
        consumer.schedulePollTask(() -> {
            for (Frame frame : frames) {
                add(frame);
            }
        });
    }

    private void interrupt() {
        consumer.schedulePollTask(consumer::wakeup);
    }

    private void add(Frame frame) {
        int partition = (int) (frame.number() % PARTITIONS);
        consumer.addRecord(new ConsumerRecord<>(TOPIC, partition, ends[partition]++, NOTHING, frame));
    }

    /** A consumer of a group that has committed these; Kafka's own double forgets them when partitions are assigned. */
    private static MockConsumer<byte[], Frame> consumerWithCommitted(Map<TopicPartition, OffsetAndMetadata> committed) {
        return new MockConsumer<>("none") {
            @Override
            public synchronized void assign(Collection<TopicPartition> partitions) {
                super.assign(partitions);
                commitSync(committed);
            }
        };
    }

    private OffsetAndMetadata committed(int partition) {
        return Objects.requireNonNull(
                consumer.committed(Set.of(partition(partition))).get(partition(partition)));
    }

    private static TopicPartition partition(int partition) {
        return new TopicPartition(TOPIC, partition);
    }

    /** Two rows: one classified, one rejected. */
    private static ResultsFrame results(long number) {
        return ResultsFrame.seal(
                number,
                (int) number,
                (int) number + 1, // so that each is the next one's parent
                2,
                1,
                ("row of " + number + "\n").getBytes(UTF_8),
                ("reject of " + number + "\r\n").getBytes(UTF_8));
    }

    private static Manifest manifest(long chunks) {
        return Manifest.seal(chunks, (int) chunks, 2 * chunks, 0, 100, "ab");
    }
}
