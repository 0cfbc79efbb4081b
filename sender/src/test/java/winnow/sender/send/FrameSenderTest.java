package winnow.sender.send;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.VoidSerializer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import winnow.metrics.JobMeter;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;
import winnow.protocol.frame.Frame;
import winnow.protocol.frame.Manifest;
import winnow.protocol.frame.RowsFrame;
import winnow.protocol.job.JobId;
import winnow.protocol.kafka.FrameCodec;

final class FrameSenderTest {
    private static final JobId JOB = new JobId("20261123-092410-123k7");
    private static final String TOPIC = "winnow.rows." + JOB;

    @Test
    void send_putsEachFrameInItsPartitionInOrder() {
        MockProducer<Void, Frame> producer = producer(true);
        FrameSender sender = new FrameSender(producer, JOB, TOPIC, 3, new JobMeter());
        for (int number = 0; number < 5; number++) {
            sender.send(chunk(number));
        }
        sender.send(Manifest.seal(5, 0, 5, 0, 50, "00"));
        sender.flush();

        assertThat(producer.history()).extracting(ProducerRecord::topic).containsOnly(TOPIC);
        assertThat(producer.history())
                .extracting(record -> record.value().number())
                .containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
        assertThat(producer.history()).extracting(ProducerRecord::partition).containsExactly(0, 1, 2, 0, 1, 2);
    }

    @Test
    void send_stopsAtTheFirstFrameThatWasNotTaken() {
        MockProducer<Void, Frame> producer = producer(false);
        FrameSender sender = new FrameSender(producer, JOB, TOPIC, 3, new JobMeter());
        sender.send(chunk(0));
        sender.send(chunk(1));
        producer.completeNext();
        producer.errorNext(new RecordTooLargeException("too large"));

        assertFailed(() -> sender.send(chunk(2)));
        assertFailed(sender::flush);
        assertThat(producer.history()).hasSize(2);
    }

    @Test
    void flush_failsIfAFrameWasNotTaken() {
        MockProducer<Void, Frame> producer = producer(false);
        FrameSender sender = new FrameSender(producer, JOB, TOPIC, 3, new JobMeter());
        sender.send(chunk(1));
        producer.errorNext(new RecordTooLargeException("too large"));

        assertFailed(sender::flush);
    }

    @Test
    void send_turnsAProducerThatGaveUpIntoASentence() {
        MockProducer<Void, Frame> producer = producer(true);
        producer.sendException = new KafkaException("too large");
        FrameSender sender = new FrameSender(producer, JOB, TOPIC, 3, new JobMeter());

        assertFailed(() -> sender.send(chunk(1)));
    }

    @Test
    void close_doesNotCountAsAFlush() {
        MockProducer<Void, Frame> producer = producer(false);
        try (FrameSender sender = new FrameSender(producer, JOB, TOPIC, 3, new JobMeter())) {
            sender.send(chunk(0));
        }

        assertThat(producer.closed()).isTrue();
        assertThat(producer.flushed()).isFalse();
    }

    private static void assertFailed(ThrowingCallable action) {
        assertThatThrownBy(action)
                .hasMessage("cannot send chunk 1 of job " + JOB + " (topic " + TOPIC + ", partition 1): too large")
                .isInstanceOfSatisfying(
                        StopException.class, stop -> assertThat(stop.exitCode()).isEqualTo(ExitCode.FAILED));
    }

    private static MockProducer<Void, Frame> producer(boolean takesAll) {
        return new MockProducer<>(takesAll, null, new VoidSerializer(), FrameCodec.serializer());
    }

    private static RowsFrame chunk(long number) {
        return RowsFrame.seal(number, 0, number + 1, number + 2, 10, 1, 0, "1,2\n".getBytes(US_ASCII), new byte[0]);
    }
}
