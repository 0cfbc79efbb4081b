package winnow.protocol.kafka;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import winnow.protocol.job.Attempt;
import winnow.protocol.job.JobId;
import winnow.protocol.job.JobSpec;

/**
 * Every topic there is: its name and what it is set to. Replication is the broker's default, so that a cluster of three
 * brokers replicates without being told here.
 */
public final class Topics {
    public static final String JOBS = "winnow.jobs";
    public static final String MEMBERS = "winnow.members";
    public static final String MODELS = "winnow.models";

    /** How the names begin of what each job has for itself; rights are given by these. None is how another begins. */
    public static final String ROWS_PREFIX = "winnow.rows.";

    public static final String RESULTS_PREFIX = "winnow.results.";
    public static final String APPLICATION_PREFIX = "winnow-";
    public static final String RECEIVER_GROUP_PREFIX = "winnow.receiver.";

    /** The disk gets deleted records back by whole segments, so each partition has up to two of them too much. */
    private static final int SEGMENT_BYTES = 8 << 20;

    /** Twice what a segment's index can take. */
    private static final int INDEX_BYTES = 64 << 10;

    private Topics() {}

    public static String rows(JobId job, Attempt attempt) {
        return ROWS_PREFIX + name(job, attempt);
    }

    public static String results(JobId job, Attempt attempt) {
        return RESULTS_PREFIX + name(job, attempt);
    }

    /** The {@code application.id} of a job, which is also the name of the group that its instances form. */
    public static String application(JobId job, Attempt attempt) {
        return APPLICATION_PREFIX + name(job, attempt);
    }

    /**
     * The group under which a job's receiver commits how far it is. The metadata of its offsets is the number of the first
     * frame that is not safe in the results log, so that others can tell, too.
     */
    public static String receiverGroup(JobId job, Attempt attempt) {
        return RECEIVER_GROUP_PREFIX + name(job, attempt);
    }

    /** The job's id; of later attempts with their number behind it. */
    private static String name(JobId job, Attempt attempt) {
        return attempt.number() == 1 ? job.text() : job + "." + attempt.number();
    }

    /** Whether this is a topic of one of the job's attempts. */
    static boolean isOf(JobId job, String topic) {
        return Stream.of(ROWS_PREFIX, RESULTS_PREFIX)
                .map(prefix -> prefix + job)
                .anyMatch(first -> topic.equals(first) || topic.startsWith(first + "."));
    }

    /** One partition, so that everyone sees the same order; small segments, so that cleaning keeps up. */
    static NewTopic compacted(String name) {
        return new NewTopic(name, Optional.of(1), Optional.empty())
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_COMPACT,
                        TopicConfig.SEGMENT_BYTES_CONFIG,
                        Integer.toString(8 << 20),
                        TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG,
                        "0.1",
                        // the broker's stamp beside the writer's own time tells how far their clocks are apart
                        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                        "LogAppendTime"));
    }

    static NewTopic ofJob(String name, JobSpec spec) {
        return new NewTopic(name, Optional.of(spec.partitions()), Optional.empty())
                .configs(Map.of(
                        // a job's frames go when they are safe in the results log, and never by themselves
                        TopicConfig.RETENTION_MS_CONFIG, "-1",
                        TopicConfig.RETENTION_BYTES_CONFIG, "-1",
                        // else a sender with a wrong clock is refused, or its frames fall to retention at once
                        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime",
                        // one frame above the broker's limit would stop all partitions for good
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                                Integer.toString(spec.cut().maxFrameBytes()),
                        // a segment has to take the largest frame
                        TopicConfig.SEGMENT_BYTES_CONFIG,
                                Integer.toString(
                                        Math.max(SEGMENT_BYTES, spec.cut().maxFrameBytes())),
                        // an entry for each 4 KiB of a segment, 12 bytes at most; the default of 10 MiB a file is read
                        // ahead and written back in vain at each new segment
                        TopicConfig.SEGMENT_INDEX_BYTES_CONFIG, Integer.toString(INDEX_BYTES),
                        // what was deleted leaves the disk after 1 s instead of a minute
                        TopicConfig.FILE_DELETE_DELAY_MS_CONFIG, "1000"));
    }
}
