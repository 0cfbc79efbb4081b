package winnow.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.VoidSerializer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import winnow.metrics.JobMeter;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;
import winnow.protocol.frame.Frame;
import winnow.protocol.frame.Manifest;
import winnow.protocol.job.Attempt;
import winnow.protocol.job.CutRule;
import winnow.protocol.job.JobId;
import winnow.protocol.job.JobInput;
import winnow.protocol.kafka.FrameCodec;
import winnow.protocol.member.Progress;
import winnow.sender.cut.CsvHeader;
import winnow.sender.cut.Cutter;
import winnow.sender.send.ChangedInputException;
import winnow.sender.send.FrameSender;
import winnow.sender.send.Pace;
import winnow.sender.send.ResumePoint;
import winnow.sender.source.RowSource;

final class TransferTest {
    private static final JobInput INPUT = new JobInput.Generated(1_050, 1);
    private static final int CHUNKS = 11;
    private static final int PARTITIONS = 4;
    private static final JobId JOB = new JobId("20261123-092410-123k7");

    /** Takes frames, and has them safe only when flushed. */
    private final MockProducer<Void, Frame> producer =
            new MockProducer<>(false, null, new VoidSerializer(), FrameCodec.serializer());

    private final Transfer transfer = transfer(INPUT, Attempt.FIRST, new TreeMap<>());

    private Transfer transfer(JobInput input, Attempt attempt, SortedMap<Integer, Frame> sentBefore) {
        RowSource source = RowSource.open(input);
        Cutter cutter =
                new Cutter(source, CsvHeader.read(input, ',', Optional.empty()), new CutRule(100, 1 << 20, 1 << 20));
        ResumePoint resume = new ResumePoint(JOB, PARTITIONS, attempt, sentBefore);
        JobMeter meter = new JobMeter();
        Pace pace = new Pace(Long.MAX_VALUE, PARTITIONS, () -> 0, System::nanoTime);
        return new Transfer(
                source, cutter, resume, pace, new FrameSender(producer, JOB, "rows", PARTITIONS, meter), meter);
    }

    private List<Frame> sent() {
        return producer.history().stream().map(ProducerRecord::value).toList();
    }

    @Test
    void run_sendsEveryChunkThenTheManifestAndFlushes() {
        Manifest manifest = transfer.run();

        List<Frame> frames = sent();
        assertThat(frames).hasSize(CHUNKS + 1).last().isEqualTo(manifest);
        assertThat(frames.subList(0, CHUNKS)).noneMatch(Manifest.class::isInstance);
        assertThat(manifest.rows()).isEqualTo(1_050);
        assertThat(producer.flushed()).isTrue();
        assertThat(transfer.progress()).isEqualTo(Progress.sent(1_050, 0, 1));
    }

    @Test
    void run_sendsNoManifestWhenInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(transfer::run)
                .isInstanceOfSatisfying(
                        StopException.class, stop -> assertThat(stop.exitCode()).isEqualTo(ExitCode.INTERRUPTED));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(producer.history()).isEmpty();
        assertThat(transfer.progress()).isEqualTo(Progress.of(0, 0));
    }

    @Test
    void run_sendsNothingAfterAFrameThatWasNotTaken() {
        producer.sendException = new RecordTooLargeException("too large");

        assertThatThrownBy(transfer::run).isInstanceOf(StopException.class);
        assertThat(producer.history()).isEmpty();
    }

    /** However far each partition is: what is missing is sent, in order, and what is there is not. */
    @Test
    void run_goesOnWhereAnEarlierSenderWasKilled() {
        transfer.run();
        List<Frame> whole = sent();
        Random random = new Random(3);
        for (int round = 0; round < 200; round++) {
            SortedMap<Integer, Frame> before = new TreeMap<>();
            Set<Frame> there = new HashSet<>();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                int count = random.nextInt(4);
                for (int number = partition; count > 0 && number < CHUNKS; number += PARTITIONS, count--) {
                    before.put(partition, whole.get(number));
                    there.add(whole.get(number));
                }
            }
            producer.clear();
            transfer(INPUT, Attempt.FIRST, before).run();
            assertThat(crcs(sent()))
                    .isEqualTo(crcs(whole.stream()
                            .filter(frame -> !there.contains(frame))
                            .toList()));
        }
    }

    @Test
    void run_beginsWithTheFirstChunkOfALaterAttempt() {
        transfer.run();
        List<Frame> whole = sent();
        producer.clear();
        transfer(INPUT, Attempt.FIRST.next(6, whole.get(5).crc32c()), new TreeMap<>())
                .run();
        assertThat(crcs(sent())).isEqualTo(crcs(whole.subList(6, CHUNKS + 1)));

        producer.clear();
        transfer(INPUT, Attempt.FIRST.next(CHUNKS, whole.get(CHUNKS - 1).crc32c()), new TreeMap<>())
                .run();
        assertThat(sent()).hasSize(1);
    }

    /** The guard of the input's digest: without it, rows of another input would follow those of the first. */
    @Test
    void run_refusesAnInputThatIsNotTheOneOfBefore() {
        transfer.run();
        List<Frame> whole = sent();
        producer.clear();
        JobInput other = new JobInput.Generated(1_050, 2);
        SortedMap<Integer, Frame> before = new TreeMap<>(Map.of(1, whole.get(5), 0, whole.get(4)));

        assertChanged(() -> transfer(other, Attempt.FIRST, before).run());
        assertChanged(() -> transfer(other, Attempt.FIRST.next(6, whole.get(5).crc32c()), new TreeMap<>())
                .run());
        assertThat(sent()).as("frames of another input").noneMatch(frame -> frame.number() >= 6);

        JobInput shorter = new JobInput.Generated(400, 1);
        assertChanged(() -> transfer(shorter, Attempt.FIRST, before).run());
        assertChanged(() -> transfer(shorter, Attempt.FIRST.next(6, whole.get(5).crc32c()), new TreeMap<>())
                .run());
        assertThat(sent()).noneMatch(Manifest.class::isInstance);
    }

    /** A frame's CRC32C speaks for it and for all before it. */
    private static List<Integer> crcs(List<Frame> frames) {
        return frames.stream().map(Frame::crc32c).toList();
    }

    private static void assertChanged(ThrowingCallable action) {
        assertThatThrownBy(action)
                .isInstanceOf(ChangedInputException.class)
                .hasMessageContaining("the input of job " + JOB + " has changed since its rows were sent");
    }
}
