package winnow.sender;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.VoidSerializer;
import org.junit.jupiter.api.Test;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;
import winnow.protocol.frame.Frame;
import winnow.protocol.frame.Manifest;
import winnow.protocol.job.CutRule;
import winnow.protocol.job.JobId;
import winnow.protocol.job.JobInput;
import winnow.protocol.kafka.FrameCodec;
import winnow.protocol.member.Progress;
import winnow.sender.cut.CsvHeader;
import winnow.sender.cut.Cutter;
import winnow.sender.send.FrameSender;
import winnow.sender.source.RowSource;

final class TransferTest {
    private static final JobInput INPUT = new JobInput.Generated(1_050, 1);
    private static final int CHUNKS = 11;

    /** Takes frames, and has them safe only when flushed. */
    private final MockProducer<Void, Frame> producer =
            new MockProducer<>(false, null, new VoidSerializer(), FrameCodec.serializer());

    private final RowSource source = RowSource.open(INPUT);
    private final Transfer transfer = new Transfer(
            source,
            new Cutter(source, CsvHeader.read(INPUT, ',', Optional.empty()), new CutRule(100, 1 << 20, 1 << 20)),
            new FrameSender(producer, new JobId("20261123-092410-123k7"), 4));

    @Test
    void run_sendsEveryChunkThenTheManifestAndFlushes() {
        Manifest manifest = transfer.run();

        List<Frame> frames = producer.history().stream().map(r -> r.value()).toList();
        assertThat(frames).hasSize(CHUNKS + 1).last().isEqualTo(manifest);
        assertThat(frames.subList(0, CHUNKS)).noneMatch(Manifest.class::isInstance);
        assertThat(manifest.rows()).isEqualTo(1_050);
        assertThat(producer.flushed()).isTrue();
        assertThat(transfer.progress()).isEqualTo(new Progress(1_050, 0, 1));
    }

    @Test
    void run_sendsNoManifestWhenInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(transfer::run)
                .isInstanceOfSatisfying(
                        StopException.class, stop -> assertThat(stop.exitCode()).isEqualTo(ExitCode.INTERRUPTED));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(producer.history()).isEmpty();
        assertThat(transfer.progress()).isEqualTo(new Progress(0, 0, 0));
    }

    @Test
    void run_sendsNothingAfterAFrameThatWasNotTaken() {
        producer.sendException = new RecordTooLargeException("too large");

        assertThatThrownBy(transfer::run).isInstanceOf(StopException.class);
        assertThat(producer.history()).isEmpty();
    }
}
