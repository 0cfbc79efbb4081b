package winnow.sender.send;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;
import winnow.protocol.ExitCode;
import winnow.protocol.StopException;
import winnow.protocol.job.JobRecord;
import winnow.protocol.kafka.ClientSettings;
import winnow.protocol.kafka.Topics;
import winnow.protocol.kafka.Waiting;

/** Asks Kafka how far a job's receiver is, by what it has committed there. One thread. */
public final class ReceivedMark implements LongSupplier, AutoCloseable {
    private static final long UNKNOWN = 0;

    private final ClientSettings settings;
    private final String group;
    private @Nullable Admin admin;

    public ReceivedMark(ClientSettings settings, JobRecord job) {
        this.settings = settings;
        this.group = Topics.receiverGroup(job.id(), job.attempt());
    }

    /** Number of the first frame that is not safe in the results log; 0 while Kafka cannot tell. */
    @Override
    public long getAsLong() {
        try {
            return Waiting.need(
                            admin().listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(),
                            "ask how far the receiver is")
                    .values()
                    .stream()
                    .filter(Objects::nonNull)
                    .mapToLong(ReceivedMark::next)
                    .max()
                    .orElse(UNKNOWN);
        } catch (StopException e) {
            if (e.exitCode() == ExitCode.INTERRUPTED) {
                throw e;
            }
            return UNKNOWN; // a broker that is away is waited for
        }
    }

    private static long next(OffsetAndMetadata offset) {
        try {
            return Long.parseLong(offset.metadata());
        } catch (NumberFormatException e) {
            return UNKNOWN; // not committed by a receiver
        }
    }

    /** Made when it is needed: most senders never are so far ahead. */
    private Admin admin() {
        if (admin == null) {
            admin = Admin.create(settings.merge(Map.of(), Map.of()));
        }
        return admin;
    }

    @Override
    public void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
        }
    }
}
