package winnow.receiver;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import winnow.protocol.job.Attempt;
import winnow.protocol.job.JobId;
import winnow.protocol.job.JobRecord;
import winnow.protocol.kafka.ClientSettings;
import winnow.protocol.kafka.Topics;

/**
 * Deletes from the job's topics what is safe in the results log, so that a broker's disk needs room for what is under way and
 * not for the whole job. Asks for it and does not wait: nothing depends on when it is done, or whether. One thread, the
 * poll loop; answers come in the admin client's.
 */
final class RecordDeletion implements SafeFrames, AutoCloseable {
    private static final Logger logger = LoggerFactory.getLogger(RecordDeletion.class);

    /** One request for all partitions; in that time a job writes some tens of megabytes. */
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final ClientSettings settings;
    private final JobId job;
    private final Attempt attempt;
    private final int partitions;
    private final LongSupplier nanoTime;
    private long askedAt;
    private KafkaFuture<Void> asked = KafkaFuture.completedFuture(null);
    private @Nullable Admin admin;
    /** Whether a failure was told; written by the admin client's thread. */
    private volatile boolean failed;

    RecordDeletion(ClientSettings settings, JobRecord job, LongSupplier nanoTime) {
        this.settings = settings;
        this.job = job.id();
        this.attempt = job.attempt();
        this.partitions = job.spec().partitions();
        this.nanoTime = nanoTime;
        this.askedAt = nanoTime.getAsLong();
    }

    @Override
    public void delete(long next, Map<TopicPartition, OffsetAndMetadata> committed) {
        if (asked.isDone() && nanoTime.getAsLong() - askedAt >= EVERY.toNanos()) {
            askedAt = nanoTime.getAsLong();
            asked = admin().deleteRecords(records(next, committed))
                    .all()
                    .whenComplete((done, failure) -> told(failure));
        }
    }

    private Map<TopicPartition, RecordsToDelete> records(long next, Map<TopicPartition, OffsetAndMetadata> committed) {
        Map<TopicPartition, RecordsToDelete> records = new HashMap<>();
        committed.forEach((partition, offset) -> records.put(partition, RecordsToDelete.beforeOffset(offset.offset())));
        for (int partition = 0; partition < partitions; partition++) {
            records.put(
                    new TopicPartition(Topics.rows(job, attempt), partition),
                    RecordsToDelete.beforeOffset(SafeRows.end(next, partition, attempt.firstChunk(), partitions)));
        }
        return records;
    }

    private void told(@Nullable Throwable failure) {
        if (failure != null && !failed) {
            failed = true;
            logger.warn(
                    "job={} records that are safe in the results log were not deleted: {}; it is tried again, and the"
                            + " broker's disk holds more meanwhile",
                    job,
                    failure.getMessage());
        }
    }

    /** Made when it is needed: a receiver that is started again has more urgent things to do. */
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
